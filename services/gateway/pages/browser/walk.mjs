// Walks the story's pages in a real browser, as the people who use them, against the real platform. axe looks at
// every page and state.
//   node browser/walk.mjs --programs build/dev/bin
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';

import {ROOT, startPlatform} from './platform.mjs';
import {assertAccessible, newPage, open as openAt, settled, startBrowser, visit} from './visit.mjs';

const {values} = parseArgs({options: {programs: {type: 'string'}}});
const P = 'Camille Delaframboisière';
const REFERENT = /Maëlle Trégastel/;
const OFFICE = /Odile Vaucresson/;
const ASSOCIATION = /Fatou Darnétal/;
const UNIVERSITY = /Inès Quillebeuf/;
const OPERATOR = /Exploitation de la plateforme/;

let platform;
let browser;
before(async () => {
  platform = await startPlatform(values);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const as = (name, options, act) => visit(browser, platform.address, name, options, act);
const open = (page, path) => openAt(page, platform.address, path);
const text = (page, selector) => page.locator(selector).innerText();
const openPathwayOf = async (page, name) => {
  await open(page, '/apprenants');
  await page.getByRole('link', {name}).click();
  await page.getByRole('heading', {level: 1, name}).waitFor();
  await settled(page);
};

test('who signs in chooses one of the sample’s agents; a stranger sees nothing else', async () => {
  const page = await newPage(browser);
  await open(page, '/apprenants');
  assert.equal(await page.locator('nav').count(), 0);
  assert.equal(await page.getByRole('button', {name: REFERENT}).count(), 1);
  await assertAccessible(page, 'sign-in');
  await page.context().close();
});

test('the first page is light: at most 150 KB of script, compressed', async () => {
  const folder = join(ROOT, 'build/pages/assets');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(scripts.map(async (name) => gzipSync(await readFile(join(folder, name))).length));
  assert.ok(sizes.length > 0 && sizes.reduce((total, size) => total + size) <= 150_000, String(sizes));
});

test('the référent reads the story of P, and the status on any day', async () => {
  await as(REFERENT, {}, async (page) => {
    await openPathwayOf(page, P);
    const story = await page.locator('.story li').allInnerTexts();
    assert.equal(story.length, 19);
    assert.match(story[2], /1er décembre 2024[\s\S]*contrat 1 rompu[\s\S]*RUPTURANT · maintien jusqu'au 01\/06\/2025/i);
    assert.match(story[10], /mission validée EN RETARD \(jour 9\)/i);
    assert.match(await text(page, '.alone-line'), /Si personne n’avait agi : statut « Abandon » dès le 30 mai 2025/);
    assert.equal(await page.locator('.picture .event').count(), 19);
    assert.equal(await page.locator('.picture .cause').count(), 2);
    await assertAccessible(page, 'pathway');

    const facts = page.locator('.on-day');
    await page.getByLabel('Jour', {exact: true}).fill('2025-03-17');
    await facts.getByText('Rupturant', {exact: true}).waitFor();
    await facts.getByText('76 jours restants').waitFor();
    // One day at a time from the keyboard.
    const slider = page.getByRole('slider', {name: 'Jour regardé'});
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await slider.getAttribute('aria-valuetext'), '18 mars 2025');
    await facts.getByText('75 jours restants').waitFor();
    await page.getByLabel('Jour', {exact: true}).fill('2025-04-01');
    await facts.getByText('Apprenti', {exact: true}).waitFor();
    await facts.getByText('Contrat 2, commencé le 1er avril 2025, chez Atelier Bois Clair.').waitFor();
    await assertAccessible(page, 'pathway on a past day');
  });
});

test('on paper only the pathway is left', async () => {
  await as(REFERENT, {}, async (page) => {
    await openPathwayOf(page, P);
    await page.emulateMedia({media: 'print'});
    assert.ok(!(await page.locator('.top').isVisible()));
    assert.ok(!(await page.getByRole('slider').isVisible()));
    assert.ok(await page.locator('.picture').isVisible());
  });
});

test('learners by status on a chosen day are those of the national dashboard', async () => {
  await as(REFERENT, {}, async (page) => {
    await open(page, '/apprenants?le=2025-03-06');
    const counts = await page.locator('.count').allInnerTexts();
    assert.deepEqual(counts.map((one) => one.replace(/\s+/g, ' ')), ['1 Inscrit', '3 Apprenti', '5 Rupturant', '3 Abandon', '4 Fin de formation']);
    await page.getByRole('button', {name: /Rupturant/}).click();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 5);
    await assertAccessible(page, 'learners');

    await page.getByLabel('Chercher un nom').fill('framboisiere');
    await page.keyboard.press('Enter');
    await page.getByText('1 apprenant trouvé').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Exporter en CSV'}).click()]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    assert.equal(lines.length, 6);
    assert.ok(lines.some((line) => line.startsWith(`${P};Rupturant;2024-12-01;2025-06-01;`)));
  });
});

// A learner whose contract was broken a month before the story ends, and one record that will not do.
async function freshRecords() {
  const sample = JSON.parse(await readFile(join(ROOT, 'deploy/sample/dossiers-apprenants.json'), 'utf8'));
  const broken = {
    ...sample[3],
    nom_apprenant: 'Escarbille',
    prenom_apprenant: 'Loup',
    date_de_naissance_apprenant: '2006-05-04',
    ine_apprenant: undefined,
    id_erp_apprenant: 'W1',
    email_contact: 'loup.escarbille@example.org',
    annee_scolaire: '2025-2026',
    date_inscription_formation: '2025-09-01',
    date_entree_formation: '2025-09-01',
    date_fin_formation: '2026-08-31',
    contrat_date_debut: '2025-10-01',
    contrat_date_fin: '2026-08-31',
    contrat_date_rupture: '2026-02-01',
  };
  const unfit = {...broken, nom_apprenant: 'Filoselle', prenom_apprenant: 'Nour', id_erp_apprenant: 'W2', email_contact: 'nour.filoselle@example.org', date_fin_formation: '2025-08-01'};
  return {broken, unfit};
}

const drop = (page, name, records) =>
  page.locator('.drop').evaluate(
    (zone, {name, json}) => {
      const data = new DataTransfer();
      data.items.add(new File([json], name, {type: 'application/json'}));
      zone.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
    },
    {name, json: typeof records === 'string' ? records : JSON.stringify(records)},
  );
const figures = async (page) => (await page.locator('.figures dd').allInnerTexts()).map(Number);

test('the office drops a file, corrects what was set aside, and drops it again', async () => {
  const {broken, unfit} = await freshRecords();
  await as(OFFICE, {}, async (page) => {
    await open(page, '/import');
    await assertAccessible(page, 'import');
    await drop(page, 'dossiers.json', 'nom;prénom');
    await page.getByText('n’a pas pu être lu').waitFor();
    await assertAccessible(page, 'import of another file');

    await drop(page, 'dossiers.json', [broken, unfit]);
    await page.getByText('Terminé : 2 enregistrements.').waitFor();
    assert.deepEqual(await figures(page), [1, 0, 0, 1]);
    const row = page.locator('tbody tr', {hasText: 'date_fin_formation'});
    assert.match(await row.first().innerText(), /Erreur[\s\S]*2025-08-01/);
    await assertAccessible(page, 'import with verdicts');

    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Télécharger ce qui a été écarté'}).click()]);
    const aside = JSON.parse(await readFile(await file.path(), 'utf8'));
    assert.equal(aside.length, 1);
    await drop(page, 'corrige.json', [broken, {...aside[0], date_fin_formation: '2026-08-31'}]);
    await page.getByText('corrige.json').waitFor();
    await page.getByText('Terminé : 2 enregistrements.').waitFor();
    assert.deepEqual(await figures(page), [1, 0, 1, 0]);
  });
});

test('a break shows among the day’s alerts, and one click leads to the act', async () => {
  await as(OFFICE, {}, async (page) => {
    await open(page, '/journee');
    const alert = page.getByRole('region', {name: 'Alertes'}).locator('.row', {hasText: 'Escarbille'});
    await alert.waitFor();
    assert.match(await alert.innerText(), /Encore 154 jours de délai légal, jusqu’au 1er août 2026/);
    await assertAccessible(page, 'the day with alerts');
    await alert.getByText('Personne ne l’a encore prise en charge.').waitFor();
    await alert.getByRole('button', {name: /Prendre en charge/}).click();
    const taking = page.getByRole('dialog', {name: 'Prendre l’alerte en charge'});
    await taking.getByLabel('Ce que vous allez faire').fill('J’appelle la famille lundi.');
    await assertAccessible(page, 'taking an alert up');
    await taking.getByRole('button', {name: 'Prendre en charge'}).click();
    await alert.getByText('J’appelle la famille lundi.').waitFor();
    assert.match(await alert.innerText(), /Prise en charge par Odile Vaucresson le/);
    assert.equal(await alert.getByRole('button', {name: /Prendre en charge/}).count(), 0);
    await assertAccessible(page, 'an alert taken up');
    await alert.getByRole('link', {name: /Noter un entretien/}).click();
    const form = page.getByRole('dialog', {name: 'Noter un entretien'});
    await form.getByLabel('Durée en minutes').fill('30');
    await form.getByLabel('Objectif annoncé').fill('Trouver trois entreprises à appeler');
    await assertAccessible(page, 'the form of an interview');
    await form.getByRole('button', {name: 'Noter un entretien'}).click();
    await page.locator('.story li', {hasText: 'entretien initial 30 min'}).waitFor();
  });
});

test('every list of what was not done is one click away', async () => {
  await as(OFFICE, {}, async (page) => {
    await open(page, '/journee');
    const lists = page.getByRole('navigation', {name: 'À vérifier'});
    assert.equal(await lists.getByRole('link').count(), 15);
    await lists.getByRole('link', {name: 'Sans plan d’action'}).click();
    await page.getByRole('heading', {level: 2, name: 'Sans plan d’action'}).waitFor();
    await page.locator('tbody tr', {hasText: 'Escarbille'}).waitFor();
    await assertAccessible(page, 'a list');
    await lists.getByRole('link', {name: 'Grille d’expériences non partagée'}).click();
    await page.getByRole('heading', {level: 2, name: 'Grille d’expériences non partagée'}).waitFor();
    await settled(page);
    await assertAccessible(page, 'a list of the company’s side');
  });
});

test('a référent reads why a break is likely, and corrects the level with a reason', async () => {
  await as(REFERENT, {}, async (page) => {
    await openPathwayOf(page, /Escarbille/);
    const risk = page.getByRole('region', {name: 'Risque de rupture'});
    await risk.getByText('points sur 100').waitFor();
    await risk.getByRole('button', {name: 'Corriger ce niveau'}).click();
    const form = page.getByRole('dialog', {name: 'Corriger le niveau de risque'});
    await form.getByLabel('Niveau de risque').selectOption('CRITICAL');
    await form.getByLabel('Pourquoi').fill('La famille annonce un départ.');
    await assertAccessible(page, 'the form of a level of risk');
    await form.getByRole('button', {name: 'Corriger ce niveau'}).click();
    await risk.getByText('Niveau « critique » choisi jusqu’au').waitFor();
    await assertAccessible(page, 'a pathway with a level of risk');
  });
});

test('a référent takes over a pathway; the keyboard is enough', async () => {
  await as(REFERENT, {}, async (page) => {
    await open(page, '/journee');
    await assertAccessible(page, 'the day');
    const mine = page.getByRole('region', {name: 'Sans référent choisi'});
    const take = mine.getByRole('link', {name: /Devenir référent/}).first();
    const who = (await take.getAttribute('aria-label')).replace('Devenir référent – ', '');
    await take.focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({state: 'detached'});
    await page.getByRole('button', {name: 'Devenir référent'}).focus();
    await page.keyboard.press('Enter');
    await form.getByRole('button', {name: 'Devenir référent'}).focus();
    await page.keyboard.press('Enter');
    await page.locator('.story li', {hasText: 'référent nommé'}).waitFor();
    assert.equal(await text(page, 'h1'), who);
    await page.locator('.on-day').getByText('Maëlle Trégastel').waitFor();
  });
});

test('the association sees its referral and nothing else', async () => {
  await as(ASSOCIATION, {}, async (page) => {
    await settled(page);
    assert.deepEqual(await page.locator('nav li').allInnerTexts(), ['Orientations', 'API']);
    const rows = await page.locator('.row').allInnerTexts();
    assert.equal(rows.length, 1);
    assert.match(rows[0], /Réalisée[\s\S]*Scooter prêté pour six mois/);
    await assertAccessible(page, 'referrals');
    await open(page, '/apprenants');
    await page.getByText('n’est pas ouverte à votre rôle').waitFor();
    await assertAccessible(page, 'a page of other roles');
  });
});

test('somebody of another body finds empty pages, not other people’s records', async () => {
  await as(UNIVERSITY, {language: 'en'}, async (page) => {
    await open(page, '/journee');
    await page.getByText('No alert.').waitFor();
    await assertAccessible(page, 'an empty day, in English');
    await open(page, '/listes?liste=WITHOUT_PLAN');
    await page.getByText('Nothing to report in this list.').waitFor();
    await assertAccessible(page, 'an empty list, in English');
    await open(page, '/apprenants');
    await page.getByText('No learner fits.').waitFor();
    await assertAccessible(page, 'no learners');
    await open(page, '/parcours/00000000-0000-7000-8000-000000000000');
    await page.getByRole('alert').getByText('Not found').waitFor();
    await assertAccessible(page, 'a pathway that is not there');
  });
});

test('the operator sees the services move', async () => {
  await as(OPERATOR, {}, async (page) => {
    await open(page, '/exploitation');
    assert.equal(await page.locator('.flow .service').count(), 10);
    const rows = await page.locator('tbody tr').allInnerTexts();
    assert.equal(rows.length, 5);
    for (const row of rows) assert.match(row, /en bonne santé/);
    assert.equal(await page.locator('.hour li').count(), 6);
    assert.match(await page.locator('.hour li').first().innerText(), /Faits par seconde[\s\S]*au plus/);
    await page.getByText('Aucun message bloqué.').waitFor();
    await assertAccessible(page, 'operations');
  });
});

test('whoever integrates finds every address, and tries one', async () => {
  await as(REFERENT, {}, async (page) => {
    await open(page, '/api');
    assert.ok((await page.locator('.route').count()) > 50);
    await assertAccessible(page, 'API');
    await page.getByLabel('Chercher une adresse').fill('listpathways');
    await page.locator('.route summary').first().click();
    await page.getByLabel('on', {exact: true}).fill('2025-02-30');
    await page.getByRole('button', {name: 'Envoyer'}).click();
    await page.getByText('400 FIELD_NOT_A_DATE').waitFor();
    await page.getByLabel('on', {exact: true}).fill('2025-03-06');
    await page.getByRole('button', {name: 'Envoyer'}).click();
    await page.getByText('"asOfDate": "2025-03-06"').first().waitFor();
    await assertAccessible(page, 'API with an answer');
  });
});

test('the network goes and comes back: what was read stays, then is fresh', async () => {
  await as(REFERENT, {}, async (page) => {
    await open(page, '/apprenants');
    await page.context().setOffline(true);
    await page.getByText('Vous êtes hors ligne.').waitFor();
    assert.ok((await page.locator('tbody tr').count()) > 0);
    await page.getByLabel('Jour').fill('2025-03-06');
    await page.getByText('La plateforme ne répond pas').first().waitFor();
    await assertAccessible(page, 'offline');
    await page.context().setOffline(false);
    await page.getByText('Vous êtes hors ligne.').waitFor({state: 'detached'});
    await page.locator('.count', {hasText: /5\s*Rupturant/}).waitFor();
  });
});

test('while the platform thinks, and when a service is down, the page says so', async () => {
  await as(REFERENT, {}, async (page) => {
    let release;
    const held = new Promise((done) => (release = done));
    await page.route('**/v1/pathways?*', async (route) => {
      await held;
      await route.fulfill({status: 503, contentType: 'application/problem+json', body: JSON.stringify({reason: 'SERVICE_UNREACHABLE', detail: 'Le service followup ne répond pas.'})});
    });
    await page.goto(`${platform.address}/app/apprenants`);
    await page.getByText('Chargement…').first().waitFor();
    await assertAccessible(page, 'loading');
    release();
    await page.getByText('Un service ne répond pas').first().waitFor();
    await assertAccessible(page, 'a service that is down');
    await page.unroute('**/v1/pathways?*');
    await page.getByRole('button', {name: 'Réessayer'}).last().click();
    await page.locator('tbody tr').first().waitFor();
  });
});

test('at 400 % and on a phone no page is wider than its window', async () => {
  await as(OFFICE, {viewport: {width: 320, height: 640}}, async (page) => {
    for (const path of ['/journee', '/listes', '/apprenants', '/import', '/orientations']) {
      await open(page, path);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${path} is ${wider} px too wide`);
    }
    await openPathwayOf(page, P);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await assertAccessible(page, 'pathway on a phone');
  });
  await as(OPERATOR, {viewport: {width: 320, height: 640}}, async (page) => {
    await open(page, '/exploitation');
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await assertAccessible(page, 'operations on a phone');
  });
});

test('who leaves is signed out', async () => {
  await as(REFERENT, {}, async (page) => {
    const cookies = await page.context().cookies();
    assert.ok(cookies.length > 0 && cookies.every(({httpOnly}) => httpOnly));
    await page.getByRole('button', {name: 'Quitter'}).click();
    await page.getByRole('button', {name: REFERENT}).waitFor();
    assert.equal(await page.evaluate(() => fetch('/session').then(({status}) => status)), 401);
  });
});
