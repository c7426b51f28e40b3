// The real platform for a test, with a gateway that serves the pages. Needs the programs and build/pages.
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PAGES = join(ROOT, 'build/pages');
const SAMPLE = join(ROOT, 'deploy/sample');
const LONGEST_WAIT_MS = 120_000;

// A program that runs until the test ends; `ready` says from its words, or from outside, that it may be asked.
async function running(program, options, ready) {
  const child = spawn(program, options);
  let said = '';
  let over = false;
  const ended = new Promise((done) => child.on('exit', () => done((over = true))));
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const latest = Date.now() + LONGEST_WAIT_MS;
  while (!ready(said)) {
    if (over || Date.now() > latest) throw new Error(`${program} was not ready:\n${said}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'parcours-pages-'));
const addressIn = (file) => `http://${JSON.parse(readFileSync(file)).gateway}`;

// After the whole story of deploy/sample, on the embedded bus.
// PARCOURS_PAGES_ADDRESS=http://… instead: one that runs already, e.g. that of scripts/run.
export async function startPlatform({programs = join(ROOT, 'build/release/bin')} = {}) {
  if (process.env.PARCOURS_PAGES_ADDRESS) return {address: process.env.PARCOURS_PAGES_ADDRESS, stop: async () => {}};
  const data = newFolder();
  const stop = await running(
    resolve(programs, 'parcours'),
    ['story', '--data', data, '--sample', SAMPLE, '--pages', PAGES],
    (said) => said.includes('stays up'),
  );
  return {
    address: addressIn(join(data, 'gateway.address.json')),
    stop: async () => {
      await stop();
      rmSync(data, {recursive: true});
    },
  };
}

export const kafkaIsThere = () => existsSync(join(process.env.PARCOURS_KAFKA_HOME ?? join(process.env.PARCOURS_CACHE ?? join(process.env.HOME, '.cache/parcours'), 'kafka-4.3.0'), 'libs'));

// Follow-up alone over a real broker, on one of whose topics a stranger writes: its records are parked.
export async function startFollowupOnKafka({programs}) {
  const data = newFolder();
  const program = (name) => resolve(programs, name);
  const broker = join(ROOT, 'deploy/kafka/broker');
  const brokers = execFileSync(broker, ['start', '--data', join(data, 'broker'), '--with-parent', String(process.pid)]).toString().trim();
  const stops = [
    async () => {
      execFileSync(broker, ['stop', '--data', join(data, 'broker'), '--now'], {stdio: 'ignore'});
      rmSync(data, {recursive: true});
    },
  ];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    execFileSync(program('parcours'), ['topics', 'apply', '--brokers', brokers], {stdio: 'ignore'});
    execFileSync(program('parcours'), ['token', 'keys', '--out', data], {stdio: 'ignore'});
    const [publicKey, privateKey] = ['public', 'private'].map((kind) => join(data, `token.${kind}.pem`));
    const services = join(data, 'services.json');
    stops.push(
      await running(
        program('parcours'),
        ['serve', 'followup', '--data', data, '--bus', `kafka://${brokers}`, '--clock', 'virtual:2025-03-06', '--token-key', publicKey, '--write-address', services],
        () => existsSync(services),
      ),
    );
    const gateway = join(data, 'gateway.json');
    stops.push(
      await running(
        program('parcours-gateway'),
        ['--endpoints', services, '--token-key', publicKey, '--token-private-key', privateKey, '--sample-agents', join(SAMPLE, 'partners.json'), '--pages', PAGES, '--write-address', gateway],
        () => existsSync(gateway),
      ),
    );
    const poison = (key) => execFileSync('kcat', ['-b', brokers, '-t', 'parcours.recruitment.v1', '-P', '-k', key], {input: 'cut'});
    return {address: addressIn(gateway), poison, stop};
  } catch (error) {
    await stop();
    throw error;
  }
}
