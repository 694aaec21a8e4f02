/**
 * `npm run demo:sync`: a whole sync of the samples, first into a folder, then to a tus server that runs here. Everything is kept below out/sync: the state
 * folder too, so that nothing of yours is touched.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = resolve(root, 'out', 'sync');
const home = join(out, 'home');
const logs = join(out, 'logs');
const received = join(out, 'received');
const uploaded = join(out, 'tus-server');

/** Shows a command and runs it. @returns its exit code */
async function flightveil(...args: readonly string[]): Promise<number> {
  console.log(`\n$ flightveil ${args.join(' ')}`);
  const program = [join(root, 'dist/cli/main.js'), '--home', home, ...args];
  const [code] = await once(spawn(process.execPath, program, { cwd: out, stdio: 'inherit' }), 'exit');
  return Number(code ?? 1);
}

function expectDone(code: number): void {
  if (code !== 0) throw new Error(`the demo expected exit code 0, and got ${code}`);
}

rmSync(out, { recursive: true, force: true });
for (const folder of [logs, received, uploaded]) mkdirSync(folder, { recursive: true });
// As old as logs are that come from a card; of what was just written it would wait whether more is to come.
const hourAgoS = Date.now() / 1000 - 3600;
for (const name of ['copter.tlog', 'copter.ulg', 'flight.nmea']) {
  cpSync(join(root, 'samples', name), join(logs, name));
  utimesSync(join(logs, name), hourAgoS, hourAgoS);
}

console.log('== A sync into a folder');
const where = ['--folder', 'logs', '--for', 'scientific-research', '--to', 'researcher', '--level', 'dynamics'];
const answers = ['--sink', 'folder:received', '--country', 'CH', '--controller', 'University of Example'];
await flightveil('sync', 'init', '--config', 'flightveil.yaml', ...where, ...answers, '--no-look');

console.log('\nNobody has given consent yet: nothing leaves, and it says why.');
await flightveil('sync', '--once', '--config', 'flightveil.yaml');

writeFileSync(join(out, 'notice.md'), 'Example notice: the University of Example analyses how aircraft fly.\n');
expectDone(await flightveil('consent', 'subject', '--name', 'me', '--age-band', 'adult', '--residence', 'CH'));
expectDone(await flightveil('consent', 'notice', 'add', 'notice.md', '--version', '1'));
expectDone(
  await flightveil('consent', 'grant', '--for', 'scientific-research', '--to', 'researcher', '--ceiling', 'dynamics'),
);
expectDone(await flightveil('sync', '--once', '--config', 'flightveil.yaml'));
console.log('\nWhat the recipient has:');
for (const name of readdirSync(received).sort()) console.log(`  ${name}`);

console.log('\n== The same to a server with resumable uploads (tus), at this address only');
const server = new Server({ path: '/files', datastore: new FileStore({ directory: uploaded }) });
const http = createServer((request, response) => void server.handle(request, response));
await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
const { port } = http.address() as AddressInfo;
const toServer = [
  '--sink',
  `tus:http://127.0.0.1:${port}/files`,
  '--country',
  'CH',
  '--controller',
  'University of Example',
];
await flightveil('sync', 'init', '--config', 'tus.yaml', ...where, ...toServer, '--no-look');
expectDone(await flightveil('sync', '--once', '--config', 'tus.yaml'));
await flightveil('status', '--config', 'tus.yaml');
expectDone(await flightveil('queue', 'audit', '--verify'));
console.log('\nWhat the server has:');
for (const name of readdirSync(uploaded).filter((entry) => !entry.endsWith('.json'))) console.log(`  ${name}`);
http.close();
http.closeAllConnections();
