import { constants, type Stats } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type ErrorCode, FlightveilError } from '../model/errors.ts';
import { builtInPolicy } from '../policy/built-in.ts';
import type { Purpose } from '../policy/purpose.ts';
import type { Recipient } from '../policy/recipients.ts';
import type { Policy } from '../policy/request.ts';
import { readError } from './errors.ts';

/** Whom and what for something can be granted or refused, and how it is decided. */
export type NamedPolicy = Policy & {
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly recipients: ReadonlyMap<string, Recipient>;
};

const MAX_POLICY_BYTES = 4_000_000;

/**
 * The built-in policy, or that of a file which nobody else can change.
 * @throws FlightveilError `policy-invalid`, `input-unreadable`
 */
export async function loadPolicy(path: string | undefined): Promise<NamedPolicy> {
  if (path === undefined) return builtInPolicy;
  const what = { name: 'the policy file', code: 'policy-invalid', mostBytes: MAX_POLICY_BYTES } as const;
  // Its reader of YAML is loaded by those who have a file.
  const { readPolicyFile } = await import('../policy/policy-file.ts');
  return readPolicyFile(await readOwnText(path, what), basename(path).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?'));
}

/** What a file of settings is called in errors, their code, and how long it may be. */
export interface OwnFile {
  readonly name: string;
  readonly code: ErrorCode;
  readonly mostBytes: number;
}

const WRITABLE_BY_OTHERS = 0o022;
/** In such a folder nobody replaces what belongs to another: inode(7). */
const STICKY = 0o1000;

/**
 * Text of a file that decides what leaves, or where to: it and its folder belong to this user or to root, and nobody else can write to them. On
 * Windows, whose rights are lists, that is not looked at.
 * @throws FlightveilError with the code of `file`; `input-unreadable` for what the system reports
 */
export async function readOwnText(path: string, file: OwnFile): Promise<string> {
  try {
    return await readText(path, file);
  } catch (error) {
    throw readError(error);
  }
}

async function readText(path: string, { name, code, mostBytes }: OwnFile): Promise<string> {
  const refused = (what: string, advice?: string) =>
    new FlightveilError(code, what, advice === undefined ? {} : { advice });
  // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  let bytes: Uint8Array;
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw refused(`${name} is no file`);
    if (facts.size > mostBytes) throw refused(`${name} has more than ${mostBytes} bytes`);
    if (process.platform !== 'win32') {
      if (!isOfUserOrRoot(facts)) throw refused(`${name} belongs to somebody else`, 'Make a copy of your own.');
      if ((facts.mode & WRITABLE_BY_OTHERS) !== 0) {
        throw refused(`others can change ${name}, and with it what leaves`, 'Run chmod 600 on it.');
      }
      // The folder of a link too: whoever can write there can make it lead elsewhere.
      for (const folder of new Set([dirname(resolve(path)), dirname(await realpath(path))])) {
        const { mode, uid } = await stat(folder);
        const isOpen = (mode & WRITABLE_BY_OTHERS) !== 0 && (mode & STICKY) === 0;
        if (!isOpen && isOfUserOrRoot({ uid })) continue;
        throw refused(
          `others can replace ${name}: its folder is open to them`,
          'Run chmod go-w on the folder, or put the file in one of your own.',
        );
      }
    }
    bytes = await handle.readFile();
  } finally {
    await handle.close();
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(`${name} is no text in UTF-8`);
  }
}

function isOfUserOrRoot({ uid }: Pick<Stats, 'uid'>): boolean {
  return uid === 0 || uid === process.getuid?.();
}
