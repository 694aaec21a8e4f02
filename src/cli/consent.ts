import { Command } from 'commander';
import { barCommands, liftCommand, withdrawCommand } from './consent-bars.ts';
import { exportCommand, importCommand } from './consent-export.ts';
import { grantCommand } from './consent-grant.ts';
import { countersignCommand, guardianKeyCommand } from './consent-guardian.ts';
import { listCommand } from './consent-list.ts';
import { checkpointCommand, logCommand } from './consent-log.ts';
import { confirmCommand, noticeCommand } from './consent-notice.ts';
import { receiptCommand } from './consent-receipt.ts';
import { subjectCommand } from './consent-subject.ts';
import type { Console } from './console.ts';

/** `flightveil consent`: what you allow, what you do not want, and the record of both. */
export function consentCommand(console: Console, finish: (exit: number) => void): Command {
  const consent = new Command('consent').description('say who may learn what of your flights, and take it back');
  for (const command of [
    noticeCommand(console),
    subjectCommand(console),
    grantCommand(console),
    withdrawCommand(console),
    ...barCommands(console),
    liftCommand(console),
    confirmCommand(console),
    guardianKeyCommand(console),
    countersignCommand(console),
    listCommand(console),
    receiptCommand(console),
    logCommand(console, finish),
    checkpointCommand(console),
    exportCommand(console),
    importCommand(console),
  ]) {
    consent.addCommand(command);
  }
  settle(consent, console);
  return consent;
}

/** Commander hands such settings down at the moment of adding only. */
function settle(command: Command, console: Console): void {
  for (const child of command.commands) {
    child
      .configureOutput({ writeOut: console.out, writeErr: console.err })
      .exitOverride()
      .showHelpAfterError(`(flightveil consent --help shows what there is)`);
    if (child.commands.length === 0) child.option('--json', 'one JSON document on standard output');
    settle(child, console);
  }
}
