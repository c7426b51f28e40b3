// A person before the pages: a browser of their own, and axe.
import axe from 'axe-core';
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {chromium} from 'playwright-core';

const LONGEST_WAIT_MS = 20_000;
const LOOK_EVERY_MS = 50;
const STILL = 6; // looks at which nothing was asked for
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.PARCOURS_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });

// What each page asks for and has not got; streams go on.
const waiting = new WeakMap();

export async function newPage(browser, {language = 'fr', ...options} = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options});
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  await context.addInitScript((chosen) => localStorage.setItem('parcours.language', chosen), language);
  const page = await context.newPage();
  const asked = new Set();
  waiting.set(page, asked);
  page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request));
  // The page before gets no answer any more.
  page.on('response', (response) => response.request().isNavigationRequest() && asked.clear());
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => asked.delete(request));
  return page;
}

export async function enterAs(browser, address, name, options = {}) {
  const page = await newPage(browser, options);
  await page.goto(`${address}/app/`);
  await page.getByRole('button', {name}).click();
  await page.getByRole('button', {name: options.language === 'en' ? 'Leave' : 'Quitter'}).waitFor();
  return page;
}

// Nothing is being asked for any more.
export async function settled(page) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.loading'));
  const latest = Date.now() + LONGEST_WAIT_MS;
  for (let still = 0; still < STILL; still = waiting.get(page).size === 0 ? still + 1 : 0) {
    assert.ok(Date.now() < latest, `still asked for: ${[...waiting.get(page)].map((request) => request.url())}`);
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
}

export async function open(page, address, path) {
  await page.goto(`${address}/app${path}`);
  await settled(page);
}

// A visit of somebody's; what the page's scripts throw, or its content policy forbids, fails it.
export async function visit(browser, address, name, options, act) {
  const page = await enterAs(browser, address, name, options);
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(error));
  page.on('console', (message) => message.text().includes('Content Security Policy') && thrown.push(message.text()));
  try {
    await act(page);
    assert.deepEqual(thrown, []);
  } finally {
    await page.context().close();
  }
}

export async function assertAccessible(page, state) {
  await page.evaluate(axe.source);
  const {violations} = await page.evaluate((runOnly) => globalThis.axe.run(document, {runOnly}), RULES);
  const told = violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' | ')}`);
  assert.deepEqual(told, [], `axe on ${state}`);
}
