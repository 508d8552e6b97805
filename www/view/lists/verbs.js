/**
 * Which attribution verbs say more than "said": they tell how the reporter takes what is reported.
 *
 * The list is for showing, not for finding quotes; whether a verb is fair is for the reader to judge.
 *
 * @module
 */

const LOADED = new Set(
  (
    'accuse acknowledge admit allege applaud argue assert blame blast boast brag charge claim complain concede condemn confess contend criticise criticize ' +
    'crow decry deflect denounce deny deplore deride dismiss fume gloat grumble hail hint imply insinuate insist jeer lament lash maintain mock moan praise purport rail rant rebuff rebuke ' +
    'reject refute reveal ridicule scoff slam sneer suggest taunt threaten tout trumpet urge vow warn whine'
  ).split(' '),
);

/**
 * Whether the cue has a verb of the list; endings are taken off by rule.
 * @param {string} cue
 */
export function isLoaded(cue) {
  return cue.toLowerCase().split(/[^a-z]+/).some((word) => stems(word).some((stem) => LOADED.has(stem)));
}

/** @param {string} word @returns {string[]} */
function stems(word) {
  const cut = [word];
  for (const ending of ['s', 'es', 'd', 'ed', 'ing']) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    cut.push(base, `${base}e`, base.replace(/(.)\1$/, '$1'));
    if (/i$/.test(base)) cut.push(base.replace(/i$/, 'y'));
  }
  return cut;
}
