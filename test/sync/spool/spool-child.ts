/** A process that works with a spool, so that it can be disturbed and killed. It says on its output what it did. */
import crypto from 'node:crypto';
import { writeSync } from 'node:fs';
import { FlightveilError } from '../../../src/model/errors.ts';
import { isFull, Spool } from '../../../src/sync/spool/spool.ts';
import { contentOf, type FileName } from './spool-content.ts';

const [, , home = '', ...steps] = process.argv;

// Names are the same in every run, so that those who watch know them; keys as well, which a file that is half there does not excuse.
let drawn = 0;
Object.assign(crypto, { randomBytes: (size: number) => Buffer.alloc(size, ++drawn) });

const say = (text: string): void => void writeSync(1, `${text}\n`);
const open = (): Promise<Spool> => Spool.open(home, { key: 'file' });

async function step(spool: Spool, [action, name]: string[]): Promise<string> {
  if (action === 'remove') {
    for (const id of (await spool.ids()).slice(0, 1)) await spool.remove(id);
    return '';
  }
  const writer = await spool.create();
  try {
    const bytes = contentOf(name as FileName);
    for (let at = 0; at < bytes.length; at += 30_000) await writer.write(bytes.subarray(at, at + 30_000));
    if (action === 'begin') {
      await writer.sync();
      return '';
    }
    const { id, sizeBytes, sha256 } = await writer.commit();
    return `${id} ${sizeBytes} ${sha256}`;
  } finally {
    if (action !== 'begin') await writer.discard();
  }
}

async function main(): Promise<void> {
  let spool: Spool | undefined;
  for (const text of steps) {
    try {
      if (text === 'open') spool = await open();
      say(`done ${text} ${text === 'open' ? '' : await step(spool ?? (await open()), text.split(':'))}`.trim());
    } catch (error) {
      const facts =
        error instanceof FlightveilError ? `${error.code} ${error.facts.system} ${isFull(error)}` : `bug ${error}`;
      say(`failed ${text} ${facts}`);
    }
  }
}

void main();
