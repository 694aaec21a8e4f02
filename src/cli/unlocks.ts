import { Command } from 'commander';
import type { Console } from './console.ts';
import { exportCommand } from './unlocks-export.ts';
import { importCommand } from './unlocks-import.ts';
import { eraseCommand, expireCommand } from './unlocks-keep.ts';
import { listCommand } from './unlocks-list.ts';
import { provingCommands } from './unlocks-proof.ts';
import { showCommand } from './unlocks-show.ts';
import { witnessCommand } from './unlocks-witness.ts';

/** `flightveil unlocks`: the geofence-unlock log, and the licences to fly in zones. */
export function unlocksCommand(console: Console, finish: (exit: number) => void): Command {
  const unlocks = new Command('unlocks').description('the record of unlocks, fences and zones, and its proofs');
  for (const command of [
    importCommand(console, finish),
    listCommand(console),
    showCommand(console),
    ...provingCommands(console, finish),
    exportCommand(console),
    witnessCommand(console),
    expireCommand(console),
    eraseCommand(console),
  ]) {
    unlocks.addCommand(command.copyInheritedSettings(unlocks));
    if (!command.options.some(({ long }) => long === '--json')) {
      command.option('--json', 'one JSON document on standard output');
    }
    command
      .configureOutput({ writeOut: console.out, writeErr: console.err })
      .exitOverride()
      .showHelpAfterError('(flightveil unlocks --help shows what there is)');
  }
  return unlocks;
}
