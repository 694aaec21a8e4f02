import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE_BYTES, WholeLines } from '../../../src/node/links/whole-lines.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function linesOf(pieces: readonly Uint8Array[]): Promise<{ lines: string[]; dropped: number }> {
  const got: string[] = [];
  const lines = new WholeLines((line) => void got.push(Buffer.from(line).toString('latin1')));
  for (const piece of pieces) {
    const reused = Buffer.from(piece);
    lines.push(reused);
    // What was given is the giver's again.
    reused.fill(0);
  }
  await turn();
  return { lines: got, dropped: lines.droppedBytes };
}

describe('lines', () => {
  it('come whole and unchanged, whatever the pieces and the bytes', async () => {
    const line = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.map((byte) => (byte === 10 ? 11 : byte)));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 300 }), async (lines, size) => {
        const text = lines.map((bytes) => `${Buffer.from(bytes).toString('latin1')}\n`);
        const all = Buffer.from(text.join(''), 'latin1');
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < all.length; at += size) pieces.push(all.subarray(at, at + size));
        expect(await linesOf(pieces)).toEqual({ lines: text, dropped: 0 });
      }),
      { numRuns: 100 },
    );
  });

  it.each([1, 7, 1000, 5000])('longer than the limit are dropped whole, in pieces of %i bytes', async (size) => {
    const long = 'x'.repeat(LONGEST_LINE_BYTES);
    const all = Buffer.from(`$A\r\n${long}\n$B\n${long.repeat(4)}tail\n$C\n`);
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < all.length; at += size) pieces.push(all.subarray(at, at + size));
    const { lines, dropped } = await linesOf(pieces);
    expect(lines).toEqual(['$A\r\n', '$B\n', '$C\n']);
    expect(dropped).toBe(5 * LONGEST_LINE_BYTES + 1 + 5);
  });

  it('of just the limit pass', async () => {
    const line = `${'x'.repeat(LONGEST_LINE_BYTES - 1)}\n`;
    expect(await linesOf([Buffer.from(line)])).toEqual({ lines: [line], dropped: 0 });
  });

  it('without an end take no memory', async () => {
    const lines = new WholeLines(() => expect.unreachable());
    const noise = new Uint8Array(65_536).fill(0x41);
    for (let round = 0; round < 500; round++) lines.push(noise);
    expect(lines.droppedBytes).toBe(500 * 65_536);
  });

  it('let their source wait', async () => {
    let settle: (() => void) | undefined;
    const lines = new WholeLines(() => new Promise((resolve) => (settle = resolve)));
    const wait = lines.push(Buffer.from('$A\n'));
    expect(wait).toBeInstanceOf(Promise);
    settle!();
    await wait;
  });

  it('get their end at the end of the input, once', async () => {
    const got: string[] = [];
    const lines = new WholeLines((line) => void got.push(Buffer.from(line).toString('latin1')));
    lines.push(Buffer.from('$A\r\n$B*00'));
    await turn();
    expect(got).toEqual(['$A\r\n']);
    lines.finish();
    lines.finish();
    await turn();
    expect(got).toEqual(['$A\r\n', '$B*00\n']);
    expect(lines.droppedBytes).toBe(0);
  });

  it('too long are not handed on by the end of the input', async () => {
    const lines = new WholeLines(() => expect.unreachable());
    lines.push(new Uint8Array(LONGEST_LINE_BYTES + 1).fill(0x41));
    lines.finish();
    await turn();
    expect(lines.droppedBytes).toBe(LONGEST_LINE_BYTES + 1);
  });

  it.each([
    ['of datagrams end with a checksum', true, ['$A*1F\n', '$B*2e\n', '$C*0\n']],
    ['of a stream do not', false, ['$A*1F$B*2e$C*0\n']],
  ])('%s', async (_, areDatagrams, expected) => {
    const got: string[] = [];
    const lines = new WholeLines((line) => void got.push(Buffer.from(line).toString('latin1')), areDatagrams);
    for (const datagram of ['$A*1F', '$B*2e', '$C', '*0', '\n']) lines.push(Buffer.from(datagram));
    await turn();
    expect(got).toEqual(expected);
  });
});
