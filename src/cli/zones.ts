import { Command } from 'commander';
import type { Console } from './console.ts';
import { atCommand } from './zones-at.ts';
import { exportCommand } from './zones-export.ts';
import { importCommand } from './zones-import.ts';
import { listCommand, removeCommand } from './zones-list.ts';

/** `flightveil zones`: the geographical zones that flights are held against. */
export function zonesCommand(console: Console, finish: (exit: number) => void): Command {
  const zones = new Command('zones').description('geographical zones: take them in, and ask them');
  for (const command of [
    importCommand(console, finish),
    listCommand(console),
    removeCommand(console),
    exportCommand(console, finish),
    atCommand(console),
  ]) {
    command
      .option('--json', 'one JSON document on standard output')
      .configureOutput({ writeOut: console.out, writeErr: console.err })
      .exitOverride()
      .showHelpAfterError('(flightveil zones --help shows what there is)');
    zones.addCommand(command);
  }
  return zones;
}
