#!/usr/bin/env node
import { Exit } from './exit-codes.ts';
import { run } from './program.ts';

// A reader that has read enough (head) closes the pipe: that is no error of ours. A full disk behind standard output is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(Exit.done);
  process.stderr.write('flightveil: standard output cannot be written\n');
  process.exit(Exit.failed);
});

process.exitCode = await run(process.argv.slice(2));
