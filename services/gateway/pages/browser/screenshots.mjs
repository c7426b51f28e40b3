// Pictures of each page in both languages, on a screen, on a phone, at 400 % and on paper, into build/screenshots.
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';

import {ROOT, startPlatform} from './platform.mjs';
import {enterAs, newPage, open, settled, startBrowser} from './visit.mjs';

const PHONE = {viewport: {width: 360, height: 780}};
const ZOOMED = {viewport: {width: 320, height: 256}, deviceScaleFactor: 2};
const PROTAGONIST = 'Camille Delaframboisière';
const VISITS = [
  {as: /Maëlle Trégastel/, pages: {day: '/journee', lists: '/listes?liste=WITHOUT_PLAN&tous=1', learners: '/apprenants?le=2025-03-06', referrals: '/orientations'}},
  {as: /Odile Vaucresson/, pages: {import: '/import'}},
  {as: /Exploitation de la plateforme/, pages: {operations: '/exploitation', api: '/api'}},
];

const folder = join(ROOT, 'build/screenshots');
mkdirSync(folder, {recursive: true});
const platform = await startPlatform();
const browser = await startBrowser();
try {
  for (const language of ['fr', 'en']) {
    for (const [device, options] of [['screen', {}], ['phone', PHONE], ['400-percent', ZOOMED]]) {
      const save = (page, name) => page.screenshot({path: join(folder, `${name}.${device}.${language}.png`), fullPage: true});
      for (const visit of VISITS) {
        const page = await enterAs(browser, platform.address, visit.as, {language, ...options});
        for (const [name, path] of Object.entries(visit.pages)) {
          await open(page, platform.address, path);
          await save(page, name);
          if (name !== 'learners') continue;
          await page.getByRole('link', {name: PROTAGONIST}).click();
          await settled(page);
          await save(page, 'pathway');
          if (device === 'screen') await page.pdf({path: join(folder, `pathway.paper.${language}.pdf`), preferCSSPageSize: true});
        }
        await page.context().close();
      }
    }
    const page = await newPage(browser, {language});
    await open(page, platform.address, '/');
    await page.screenshot({path: join(folder, `sign_in.screen.${language}.png`), fullPage: true});
    await page.context().close();
  }
  console.log(`screenshots: ${folder}`);
} finally {
  await browser.close();
  await platform.stop();
}
