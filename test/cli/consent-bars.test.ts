import { describe, expect, test } from 'vitest';
import { flightveil, put } from '../node/harness.ts';
import { logOf, pilotsHome, setClock, sharedHome, squareAt, sync } from './consent-home.ts';

setClock();

const improvement = ['--for', 'product-improvement', '--to', 'manufacturer'] as const;

test('a refusal withdraws what was granted, says what is lost, and ends when the same is granted', async () => {
  const { ask, say } = await pilotsHome();
  const { grant } = await ask('grant', ...sync, '--ceiling', 'track');
  const kept = await ask('grant', ...improvement, '--ceiling', 'dynamics');
  const refusal = await ask('refuse', ...sync);
  expect(refusal).toMatchObject({ kind: 'refusal', purposes: ['flight-record-sync'], withdrawn: [grant.id] });
  expect(refusal.lost).toContain('Flight records are kept on this machine only.');
  const list = await ask('list');
  expect(list.grants.map((one: { grant: unknown }) => one.grant)).toEqual([kept.grant]);
  expect(list.bars).toEqual([
    { id: refusal.id, kind: 'refusal', subject: 'pilot', purpose: 'flight-record-sync', recipient: 'manufacturer' },
  ]);
  await ask('grant', ...sync, '--ceiling', 'dynamics');
  expect((await ask('list')).bars).toEqual([]);
  const { out } = await say('refuse', '--for', 'map-service');
  expect(out.replace(/[0-9a-f]{16}/g, 'ID')).toBe(`Refused: map-service. Id ID.
What no longer works:
  - Flights are drawn without a map, or on one that was stored before.
To take it back: flightveil consent lift ID.
`);
});

test('an objection, a restriction and an opt-out hold grants up until they are lifted', async () => {
  const { ask, home, folder } = await pilotsHome();
  const log = put(folder, 'log.tlog', logOf(7));
  const { grant } = await ask('grant', ...improvement, '--ceiling', 'dynamics');
  const explained = async (): Promise<{ grant?: string; disclosure: { dynamics: string } }> =>
    JSON.parse((await flightveil(['--home', home, 'explain', ...improvement, '--flight', log, '--json'])).out);
  const statuses = async (): Promise<string[]> =>
    (await ask('list')).grants.map((one: { status: string }) => one.status);
  expect(await statuses()).toEqual(['holds']);
  for (const command of [
    ['restrict'],
    ['opt-out'],
    ['object', '--for', 'product-improvement'],
    ['restrict', ...improvement],
  ]) {
    const { id, withdrawn } = await ask(...command);
    expect(withdrawn).toEqual([]);
    expect(await statuses()).toEqual(['barred']);
    expect((await explained()).disclosure.dynamics).toBe('none');
    await ask('lift', id);
    expect(await statuses()).toEqual(['holds']);
    expect(await explained()).toMatchObject({ grant: grant.id, disclosure: { dynamics: 'full' } });
  }
});

test('what is said of one flight leaves the grants to others', async () => {
  const { ask, say, home, folder } = await pilotsHome();
  const [held, free] = [put(folder, 'held.tlog', logOf(7)), put(folder, 'free.tlog', logOf(8))];
  const { grant } = await ask('grant', ...improvement, '--ceiling', 'dynamics');
  const dynamicsOf = async (log: string): Promise<string> => {
    const { out } = await flightveil(['--home', home, 'explain', ...improvement, '--flight', log, '--json']);
    return JSON.parse(out).disclosure.dynamics;
  };
  const { scope, withdrawn } = await ask('refuse', ...improvement, '--flight', held);
  expect(scope).toEqual({ flights: [expect.stringMatching(/^[0-9a-f]{64}$/)] });
  expect(withdrawn).toEqual([]);
  expect((await ask('list')).grants).toMatchObject([{ grant, status: 'holds' }]);
  expect([await dynamicsOf(held), await dynamicsOf(free)]).toEqual(['none', 'full']);
  const area = put(folder, 'area.json', squareAt(98, 12));
  const said = await say('restrict', '--to', 'manufacturer', '--area', area);
  expect(said.out).toMatch(/^Restricted: .*, to manufacturer, for certain flights\. Id /);
  expect(await dynamicsOf(free)).toBe('none');
});

test('without a purpose each says which purposes it ends', async () => {
  const { ask } = await pilotsHome();
  expect((await ask('object')).purposes).toEqual(['aggregate-reporting']);
  expect((await ask('opt-out')).purposes).toEqual(['product-improvement', 'usage-statistics', 'communications']);
  expect((await ask('restrict', '--to', 'researcher')).purposes).toEqual(['scientific-research']);
  const { purposes, lost } = await ask('refuse');
  expect(purposes).toContain('geofence-unlock');
  expect(purposes).not.toContain('remote-identification');
  expect(lost).toContain('Zones that need an unlock stay locked.');
  // Also what rests on no grant is listed as lost once it is refused.
  const missing = (await ask('list')).missing.map((one: { purpose: string }) => one.purpose);
  expect(missing).toContain('geofence-unlock');
  expect(missing).not.toContain('remote-identification');
});

test('a list says what does not work for want of a grant', async () => {
  const { ask } = await pilotsHome();
  const missing = async (): Promise<string[]> =>
    (await ask('list')).missing.map((one: { purpose: string }) => one.purpose);
  expect(await missing()).toContain('find-aircraft');
  const { grant } = await ask('grant', '--for', 'find-aircraft', '--to', 'self', '--ceiling', 'track');
  expect(await missing()).not.toContain('find-aircraft');
  const withdrawn = await ask('withdraw', grant.id);
  expect(withdrawn).toEqual({
    withdrawn: grant.id,
    others: [],
    lost: ['A lost aircraft has to be found without its last position.'],
  });
  expect(await missing()).toContain('find-aircraft');
  expect((await ask('list')).grants).toEqual([]);
  expect((await ask('list', '--all')).grants).toMatchObject([{ grant, status: 'withdrawn' }]);
});

describe('refused, and nothing is written', () => {
  const home = sharedHome();
  const unknown = '0123456789abcdef';

  test.each<[string, string[], RegExp]>([
    ['to refuse a legal obligation', ['refuse', '--for', 'legal-disclosure'], /change nothing.*legal-obligation/],
    ['to object to own use', ['object', '--for', 'local'], /change nothing.*own-use/],
    ['to restrict what courts get', ['restrict', '--to', 'law-enforcement'], /change nothing/],
    ['a scope that is none', ['restrict', '--flown-from', '2026-02-30'], /--flown-from is no date/],
    ['an unknown purpose', ['refuse', '--for', 'fun'], /no such purpose.*map-service/],
    ['an unknown recipient', ['opt-out', '--to', 'bob'], /no such recipient.*researcher/],
    ['two that never go together', ['refuse', '--for', 'map-service', '--to', 'public'], /never for public/],
    ['to withdraw what was never granted', ['withdraw', unknown], /no grant of this id/],
    ['to confirm it', ['confirm', unknown], /no grant of this id/],
    ['a receipt of it', ['receipt', unknown], /no grant of this id/],
    ['to lift what is not there', ['lift', unknown], /nothing of this id to lift/],
    ['to withdraw what is no id', ['withdraw', 'Quuxbury'], /this is no id/],
    ['to lift what is no id', ['lift', `${unknown}0`], /this is no id/],
    ['a command that does not exist', ['forget'], /unknown command/],
    ['a grant without an id', ['withdraw'], /missing required argument/],
  ])('%s', async (_, args, words) => {
    const { say, entries } = home();
    const before = entries();
    const { code, out, err } = await say(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(words);
    if (args[0] !== 'forget') expect(err).not.toContain('Quuxbury');
    expect(entries()).toBe(before);
  });

  test('to withdraw or to lift twice', async () => {
    const { ask, say, entries } = await pilotsHome();
    const { grant } = await ask('grant', ...sync, '--ceiling', 'track');
    const { id } = await ask('refuse', '--for', 'map-service');
    await ask('withdraw', grant.id);
    await ask('lift', id);
    const before = entries();
    expect(await say('withdraw', grant.id)).toMatchObject({ code: 2, err: expect.stringContaining('is withdrawn') });
    expect(await say('lift', id)).toMatchObject({ code: 2, err: expect.stringContaining('has ended already') });
    expect(entries()).toBe(before);
  });
});
