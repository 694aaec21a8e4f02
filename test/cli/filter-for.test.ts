import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { flightveil, put, temporaryFolder } from '../node/harness.ts';
import { outputsIn } from '../node/outputs.ts';

const sample = fileURLToPath(new URL('../../samples/copter.tlog', import.meta.url));
const research = ['--for', 'scientific-research', '--to', 'researcher'];

let folder: string;
let out: string;

beforeEach(() => {
  folder = temporaryFolder();
  out = join(folder, 'out');
});

const run = (...args: string[]) => flightveil(['--home', join(folder, 'home'), ...args]);
const filter = (...args: string[]) => run('filter', sample, '-o', out, ...args);

async function grantResearch(...args: string[]): Promise<string> {
  await run('consent', 'notice', 'add', put(folder, 'notice.md', 'What we do.'), '--version', '1');
  await run('consent', 'subject', '--name', 'me', '--age-band', 'adult');
  const said = await run('consent', 'grant', ...research, '--ceiling', 'dynamics', ...args, '--json');
  expect(said).toMatchObject({ code: 0 });
  return said.out;
}

describe('filter for somebody else', () => {
  test('without a grant releases nothing, and says what is lost and where to look', async () => {
    const said = await filter(...research);
    expect(said.code).toBe(3);
    expect(said.err).toContain('flightveil explain --for scientific-research --to researcher');
    expect(said.err).toContain('Your flights are in no study');
    expect(existsSync(out) ? outputsIn(out) : []).toEqual([]);
  });

  test('with one releases what it allows, at most the level that is asked for', async () => {
    await grantResearch('--except', 'text');
    const whole = JSON.parse((await filter(...research, '--json')).out) as Decided;
    expect(whole).toMatchObject({ purpose: 'scientific-research', recipient: 'researcher' });
    expect(whole.files[0]).toMatchObject({ disclosure: { shape: 'relative', text: 'none', place: 'none' } });
    const less = JSON.parse((await filter(...research, '--level', 'engineering', '--json')).out) as Decided;
    expect(less.files[0]).toMatchObject({
      disclosure: { shape: 'none', dynamics: 'full' },
      grant: whole.files[0]!.grant,
    });
    expect(outputsIn(out)).toHaveLength(2);
  });

  test.each([
    ['no level and no purpose', [], 'how much may be learnt must be said'],
    ['a purpose without a recipient', ['--for', 'local'], '--for and --to go together'],
    ['a recipient without a purpose', ['--to', 'self'], '--for and --to go together'],
    ['an unknown purpose', ['--for', 'spying', '--to', 'self'], 'there is no such purpose'],
    ['an unknown recipient', ['--for', 'local', '--to', 'everybody'], 'there is no such recipient'],
    ['an unknown occasion', [...research, '--occasion', 'lunch'], 'occasions are'],
    ['an unknown level', [...research, '--level', 'some'], 'there is no such level'],
    ['draws by a seed', [...research, '--seed', 's'], '--seed is for your own use'],
    [
      'a grant for one’s own use',
      ['--level', 'full', '--grant', '0'.repeat(16)],
      'these options go with --for and --to',
    ],
  ])('refuses %s as wrong usage', async (_, args, words) => {
    const said = await filter(...args);
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining(words) });
    expect(existsSync(out)).toBe(false);
  });

  test('a policy file that cannot be read names its line', async () => {
    const policy = put(folder, 'policy.yaml', 'purposes:\n  - name: racing\n    height: 3\n');
    const said = await filter(...research, '--policy', policy);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/policy\.yaml:\d+:\d+/);
    expect((await filter(...research, '--policy', join(folder, 'none.yaml'))).code).toBe(1);
  });
});

interface Decided {
  readonly files: readonly { readonly grant?: string }[];
}

describe('explain', () => {
  test('names for every dimension what bound it and what would change it', async () => {
    const said = await run('explain', ...research, '--json');
    const { dimensions, lost } = JSON.parse(said.out) as { dimensions: Record<string, string>[]; lost: string[] };
    expect(said.code).toBe(0);
    expect(dimensions).toHaveLength(15);
    expect(dimensions.find(({ dimension }) => dimension === 'shape')).toMatchObject({
      ...{ step: 'none', rule: 'no-grant', wouldChange: 'Grant it: nobody has.' },
    });
    expect(lost).toEqual(['Your flights are in no study; nothing else changes.']);
  });

  test('speaks of one flight where a log is named', async () => {
    await grantResearch('--flight', sample);
    expect((await run('explain', ...research, '--flight', sample)).out).toMatch(/^shape +relative/m);
    expect((await run('explain', ...research)).out).toMatch(/^shape +none +.*other flights/m);
  });

  test('is wrong usage without purpose and recipient', async () => {
    expect((await run('explain')).code).toBe(2);
  });
});
