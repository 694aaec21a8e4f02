import { createHash } from 'node:crypto';
import { runNode } from '../child.ts';
import { chunksOf } from '../product.ts';

/** SHA-256 by node:crypto, as a file is hashed while it is read. */
export function hashOf(bytes: Uint8Array): string {
  const sum = createHash('sha256');
  for (const chunk of chunksOf(bytes)) sum.update(chunk);
  return sum.digest('hex');
}

/**
 * Speed of the same hash in a process that does without the processor's own instructions for it, in megabytes a second: OpenSSL is told that
 * bit 29 of the features of leaf 7 is not set. By the time on the processor, as {@link processorTime}. Undefined on other processors than x64.
 * @param size of what is hashed, in bytes: its speed does not depend on the content
 * @param leastMs how long it is measured at least
 */
export async function speedWithoutInstructions(size: number, leastMs: number): Promise<number | undefined> {
  if (process.arch !== 'x64') return undefined;
  const script = `
    const { createHash } = require('node:crypto');
    const { readFileSync } = require('node:fs');
    const told = () => Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
    let now = () => performance.now();
    try { if (told() > 0) now = told; } catch {}
    const chunk = new Uint8Array(256 * 1024).fill(7);
    const pass = () => {
      const sum = createHash('sha256');
      for (let left = ${size}; left > 0; left -= chunk.length) sum.update(chunk);
      sum.digest();
    };
    pass();
    const start = now();
    const startOfDay = performance.now();
    let count = 0;
    for (; performance.now() - startOfDay < ${leastMs}; count++) pass();
    process.stdout.write(String((${size} * count) / 1000 / (now() - start)));
  `;
  return Number(await runNode(['-e', script], { ...process.env, OPENSSL_ia32cap: ':~0x20000000' }));
}
