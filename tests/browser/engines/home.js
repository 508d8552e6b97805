/**
 * What a browser under test is given: a home of its own that goes with it, and the same fonts on every machine, so that its pictures can
 * be compared.
 *
 * @module
 */

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian keeps DejaVu, whose shapes have not changed since 2016. */
const FONTS = '/usr/share/fonts/truetype/dejavu';
const FACES = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSerif', 'DejaVuSerif-Bold', 'DejaVuSansMono'];

const prefer = (generic, family) => `<alias binding="strong"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
const fonts = (cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${FONTS}</dir>
  <cachedir>${cache}</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    ${FACES.map((face) => `<acceptfont><glob>${FONTS}/${face}.ttf</glob></acceptfont>`).join('')}
  </selectfont>
  ${prefer('serif', 'DejaVu Serif')}${prefer('sans-serif', 'DejaVu Sans')}${prefer('system-ui', 'DejaVu Sans')}${prefer('monospace', 'DejaVu Sans Mono')}
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
`;

/** A home for one run of one browser. */
export function makeHome() {
  const dir = mkdtempSync(join(tmpdir(), 'whosaid-browser-'));
  const at = (name) => join(dir, name);
  for (const name of ['downloads', 'config', 'cache', 'data', 'runtime']) mkdirSync(at(name), { mode: 0o700 });
  writeFileSync(at('fonts.conf'), fonts(at('cache')));
  writeFileSync(at('config/user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${at('downloads')}"\n`);
  mkdirSync(at('config/gtk-3.0'));
  writeFileSync(at('config/gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-overlay-scrolling=0\n');
  return {
    dir,
    downloads: at('downloads'),
    /** Its downloads that are complete. */
    downloaded: () => readdirSync(at('downloads')).filter((name) => !/^\.|\.(part|crdownload|wkdownload)$/.test(name)),
    env: {
      ...process.env,
      HOME: dir,
      FONTCONFIG_FILE: at('fonts.conf'),
      XDG_CONFIG_HOME: at('config'),
      XDG_CACHE_HOME: at('cache'),
      XDG_DATA_HOME: at('data'),
      XDG_RUNTIME_DIR: at('runtime'),
      LANG: 'C.UTF-8',
      TZ: 'UTC',
    },
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** @typedef {ReturnType<typeof makeHome>} Home */
