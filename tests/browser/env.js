/** What the task tells tests and benches. @param {string} name */
export function env(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this with cargo xtask test --only browser, or cargo xtask bench`);
  return value;
}
