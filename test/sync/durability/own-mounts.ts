import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Ways to a shell that may mount file systems for itself alone, and to join it: as root, and as anybody where users may. */
const ways = [
  { unshare: ['--mount'], join: ['--mount'] },
  { unshare: ['--user', '--map-root-user', '--mount'], join: ['--user', '--preserve-credentials', '--mount'] },
];

function wayFor(script: string): (typeof ways)[number] | undefined {
  return ways.find(({ unshare }) => spawnSync('unshare', [...unshare, 'sh', '-c', script]).status === 0);
}

export const mountsMemory = wayFor('mount -t tmpfs none /mnt');

/** Whether a disk of one's own can be made, mounted, and cut off. */
export const mountsDisks = wayFor(`
  set -e; mount -t tmpfs none /mnt; cd /mnt; mkdir disk; truncate -s 16M image; mkfs.ext4 -q -F image; mount -o loop image disk
  xfs_io -x -c shutdown disk; umount disk`);

/** A shell with mounts of its own. */
export class OwnMounts {
  readonly #shell: ChildProcess;
  readonly #join: readonly string[];
  readonly #lines: AsyncIterator<string>;

  constructor({ unshare, join }: (typeof ways)[number]) {
    this.#shell = spawn('unshare', [...unshare, 'sh'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#join = join;
    this.#lines = createInterface({ input: this.#shell.stdout! })[Symbol.asyncIterator]();
  }

  /** What a command starts with that sees these mounts too. */
  get wrapper(): readonly string[] {
    return ['nsenter', '--target', String(this.#shell.pid), ...this.#join];
  }

  /** Where a path of these mounts is for those who only read. */
  seen(path: string): string {
    return `/proc/${this.#shell.pid}/root${path}`;
  }

  /** Runs lines of shell. @throws Error if the last one fails */
  async do(lines: string): Promise<void> {
    this.#shell.stdin!.write(`{ ${lines}\n} >&2\necho "end $?"\n`);
    const { value } = await this.#lines.next();
    if (value !== 'end 0') throw new Error(`${lines}: ${value}`);
  }

  async close(): Promise<void> {
    const closed = once(this.#shell, 'close');
    this.#shell.stdin!.end();
    await closed;
  }
}
