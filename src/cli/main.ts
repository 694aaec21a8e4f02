#!/usr/bin/env node
import { Exit } from './exit-codes.ts';
import { run } from './program.ts';

const MOST_WAIT_MS = 1_000;

// A reader that has read enough (head) closes the pipe: that is no error of ours. A full disk behind standard output is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(Exit.done);
  process.stderr.write('flightveil: standard output cannot be written\n');
  process.exit(Exit.failed);
});
// Who reads no more of what is said beside ends nothing.
process.stderr.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2));

// What a full pipe does not take of it would keep the program from ending.
let unreadBytes = 0;
setInterval(() => {
  const { writableLength } = process.stderr;
  if (process.stdout.writableLength === 0 && writableLength === unreadBytes) process.exit();
  unreadBytes = writableLength;
}, MOST_WAIT_MS).unref();
