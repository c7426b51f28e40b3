// An operator before a service that could not apply what it read: shows, redrives and discards it.
//   node browser/dead_letters_kafka.mjs --programs build/dev/bin
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {parseArgs} from 'node:util';

import {kafkaIsThere, startFollowupOnKafka} from './platform.mjs';
import {assertAccessible, open, startBrowser, visit} from './visit.mjs';

const {values} = parseArgs({options: {programs: {type: 'string'}}});
const skip = kafkaIsThere() ? false : 'no Kafka on this machine';

let platform;
let browser;
before(async () => {
  if (skip) return;
  platform = await startFollowupOnKafka(values);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

test('a dead letter is shown, redriven, and discarded with a reason', {skip}, async () => {
  platform.poison('somebody');
  await visit(browser, platform.address, /Exploitation de la plateforme/, {}, async (page) => {
    await open(page, platform.address, '/exploitation');
    const letter = page.locator('.row', {hasText: 'HEADER_MISSING'});
    await letter.waitFor();
    const services = page.locator('tbody tr');
    assert.match(await services.filter({hasText: 'Suivi'}).innerText(), /demande un regard/);
    assert.match(await services.filter({hasText: 'Insertion'}).innerText(), /ne répond pas/);
    await assertAccessible(page, 'operations with a dead letter and services that are down');

    await letter.getByRole('button', {name: /^Voir/}).click();
    const shown = page.getByRole('dialog', {name: 'Message bloqué'});
    await shown.getByText('Contenu (3 octets)').waitFor();
    await assertAccessible(page, 'a dead letter');
    await shown.getByRole('button', {name: 'Fermer'}).click();

    await letter.getByRole('button', {name: /^Rejouer/}).click();
    await page.getByRole('dialog').getByRole('button', {name: 'Rejouer'}).click();
    await page.getByText('0 message appliqué, 1 encore bloqué.').waitFor();

    await letter.getByRole('button', {name: /^Écarter/}).click();
    const form = page.getByRole('dialog', {name: 'Écarter ce message'});
    await assertAccessible(page, 'the form of a discard');
    await form.getByLabel('Pourquoi').fill('Écrit à la main par un inconnu');
    await form.getByRole('button', {name: 'Écarter'}).click();
    await page.getByText('1 message écarté.').waitFor();
    await page.getByText('Aucun message bloqué.').waitFor();
  });
});
