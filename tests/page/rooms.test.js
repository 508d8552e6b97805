/** The rooms of the page: each imports only from those before it, and the state knows no page. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const WWW = new URL('../../www/', import.meta.url);
const MAY_IMPORT = {
  state: ['state', 'vendor'],
  core: ['core', 'state'],
  io: ['io', 'core', 'state', 'vendor'],
  view: ['view', 'io', 'core', 'state', 'samples'],
};

/** Each script of a room with what it imports, as rooms. */
function scripts(room) {
  const folder = new URL(`${room}/`, WWW);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/')).filter((name) => name.endsWith('.js') && !name.startsWith('pkg/'));
  return names.map((name) => {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    const paths = [...code.matchAll(/(?:^(?:import|export)\s[^'(=]*?\bfrom\s+|^import\s+|\bimport\()'([^']+)'/gm)].map(([, path]) => path);
    const rooms = paths.map((path) => fileURLToPath(new URL(path, new URL(name, folder))).slice(fileURLToPath(WWW).length).split('/')[0]);
    return { name: `${room}/${name}`, source, code, paths, rooms };
  });
}

for (const [room, allowed] of Object.entries(MAY_IMPORT)) {
  test(`${room} imports from ${allowed.join(', ')} only`, () => {
    for (const { name, paths, rooms } of scripts(room)) {
      assert.ok(paths.every((path) => path.startsWith('.')), `${name} imports from outside the page`);
      for (const from of rooms) assert.ok(allowed.includes(from), `${name} imports from ${from}`);
    }
  });
}

test('the check sees imports', () => {
  assert.deepEqual(scripts('state').find(({ name }) => name === 'state/database.js').rooms, ['vendor', 'state']);
  assert.ok(scripts('io').find(({ name }) => name === 'io/handout.js').rooms.includes('vendor'));
});

test('the state knows no page', () => {
  for (const { name, code } of scripts('state')) {
    assert.doesNotMatch(code, /\b(?:document|window|navigator)\.\w|\blocalStorage\b|\bquerySelector|\bHTML\w*Element\b/, name);
  }
});

test('every script says in two sentences what it is for', () => {
  for (const { name, source } of ['state', 'core', 'io'].flatMap(scripts)) {
    const [, doc] = /^\/\*\*\n([\s\S]*?)\*\//.exec(source) ?? [];
    assert.ok(doc?.includes('@module'), name);
  }
});
