import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openConsent } from '../../src/node/consent-keys.ts';
import { linesOf, START_S } from '../consent/samples.ts';
import { startScript } from './flight-folder.ts';
import { ended, temporaryFolder } from './harness.ts';

const KILLS = 24;

/** Appends for ever, or so many times, and tells each entry once it is acknowledged. */
const script = `
  const [folder, writer, times, pauseMs] = process.argv.slice(1);
  const { openConsent } = await import(${JSON.stringify(new URL('../../src/node/consent-keys.ts', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const ledger = await openConsent(folder);
  for (let index = 0; index < Number(times); index++) {
    const subject = writer + '-' + index;
    await ledger.restrict({ subject }, { collectedS: ${START_S}, how: 'app' });
    writeSync(1, subject + '\\n');
    if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
  }`;

const subjectsIn = (lines: readonly string[]): string[] =>
  lines.map((line) => (JSON.parse(line) as { record: { body: { subject: string } } }).record.body.subject);

test(`of ${KILLS} processes that were killed while they wrote, every acknowledged entry is there, in a chain that verifies`, async () => {
  const folder = join(temporaryFolder(), 'home');
  const told: string[] = [];
  let midway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startScript(script, [folder, String(kill), '1000000']);
    const end = ended(child);
    // One in six dies before it has said a word: while it opens the ledger, or makes it.
    if (kill % 6 === 0) await sleep(300 * Math.random() + 100);
    else await Promise.race([new Promise((resolve) => child.stdout!.once('data', resolve)), end]);
    await sleep(25 * Math.random());
    child.kill('SIGKILL');
    const { out, signal, err } = await end;
    expect({ signal, err }).toEqual({ signal: 'SIGKILL', err: '' });
    const lines = out.split('\n').slice(0, -1);
    told.push(...lines);
    if (lines.length > 1) midway++;
  }
  const ledger = await openConsent(folder);
  const held = await linesOf(ledger);
  expect(await ledger.verify()).toMatchObject({ isValid: true, head: { sequence: held.length } });
  const subjects = subjectsIn(held);
  expect(told.filter((subject) => !subjects.includes(subject))).toEqual([]);
  // In the order in which they were told; beside them at most one a kill that was kept and not told any more.
  expect(subjects.filter((subject) => told.includes(subject))).toEqual(told);
  expect(subjects.length - told.length).toBeLessThanOrEqual(KILLS);
  expect([midway > KILLS / 2, told.length > 2 * KILLS]).toEqual([true, true]);
  ledger.close();
}, 180_000);

test('three processes that open a new ledger and append at once lose nothing, and share one chain', async () => {
  const folder = join(temporaryFolder(), 'home');
  // With a pause: one that only ever takes the lock again keeps the others out for as long as it runs.
  const ends = await Promise.all(
    ['a', 'b', 'c'].map((writer) => ended(startScript(script, [folder, writer, '300', '1']))),
  );
  for (const { code, err } of ends) expect({ code, err }).toEqual({ code: 0, err: '' });
  const ledger = await openConsent(folder);
  expect(await ledger.verify()).toMatchObject({ isValid: true, head: { sequence: 900 } });
  const subjects = subjectsIn(await linesOf(ledger));
  for (const writer of ['a', 'b', 'c']) {
    const own = subjects.filter((subject) => subject.startsWith(writer));
    expect(own).toEqual(Array.from({ length: 300 }, (_, index) => `${writer}-${index}`));
  }
  // They did take turns: had each waited until another was finished, there would be two changes.
  expect(
    subjects.filter((subject, index) => index > 0 && subject[0] !== subjects[index - 1]![0]).length,
  ).toBeGreaterThan(2);
  ledger.close();
});
