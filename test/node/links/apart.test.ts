import { linkSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { mustBeApart } from '../../../src/node/links/apart.ts';
import { parseLink } from '../../../src/node/links/link-url.ts';
import { put, temporaryFolder } from '../harness.ts';

let folder: string;
let log: string;

beforeEach(() => {
  folder = temporaryFolder();
  log = put(folder, 'log', 'flown');
});

const place = (link: string, side: 'from' | 'to') => parseLink(link, side).place;
const check = (from: string, ...to: string[]): Promise<void> =>
  mustBeApart(
    place(from, 'from'),
    to.map((link) => place(link, 'to')),
  );
const refused = { code: 'usage', message: 'two links lead to the same file' };

describe('links', () => {
  it('to files of their own are apart', async () => {
    await check(`file:${log}`, `file:${join(folder, 'a')}`, `file:${join(folder, 'b')}`, '-', 'tcp://:0', 'tcp://:0');
    await check('tcp://:0', `file:${join(folder, 'gone', 'a')}`);
  });

  it.each<[string, (other: string) => string]>([
    ['the same name', () => log],
    ['a relative name', () => relative(process.cwd(), log)],
    [
      'a hard link',
      (other) => {
        linkSync(log, other);
        return other;
      },
    ],
    [
      'a symbolic link',
      (other) => {
        symlinkSync(log, other);
        return other;
      },
    ],
  ])('do not lead back to the log that is read, by %s', async (_, name) => {
    await expect(check(`file:${log}`, `file:${name(join(folder, 'other'))}`)).rejects.toMatchObject(refused);
  });

  it('do not lead to one file twice, there or not', async () => {
    symlinkSync(folder, join(folder, 'way'));
    await expect(check('-', `file:${log}`, `file:${log}`)).rejects.toMatchObject(refused);
    await expect(check('-', `file:${join(folder, 'a')}`, `file:${join(folder, 'way', 'a')}`)).rejects.toMatchObject(
      refused,
    );
    await expect(check('tcp://:0', '-', '-')).rejects.toMatchObject(refused);
  });
});
