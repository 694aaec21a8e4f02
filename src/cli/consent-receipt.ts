import { Command } from 'commander';
import { canonicalJson } from '../bytes/canonical-json.ts';
import { type ReceiptFacts, receiptOf } from '../consent/receipt.ts';
import { receiptText } from '../consent/receipt-text.ts';
import type { GrantHistory } from '../consent/state.ts';
import { consentSeed, nativeSigning } from '../node/consent-keys.ts';
import { rootKey } from '../node/state.ts';
import { clockS, withConsent } from './consent-session.ts';
import { idOf, type NamedPolicy, type PolicyOptions, plainLines, policyOf, withPolicyOption } from './consent-terms.ts';
import type { Console } from './console.ts';

/** `flightveil consent receipt`: what was agreed, in words, or signed for the recipient. */
export function receiptCommand(console: Console): Command {
  return withPolicyOption(new Command('receipt'))
    .description('what was agreed, in words; with --json as a signed record (ISO/IEC TS 27560) of one recipient')
    .argument('<id...>', 'the grants')
    .action(async (texts: string[], { json, ...options }: PolicyOptions & { json?: boolean }, self: Command) => {
      const policy = await policyOf(options);
      const ids = [...new Set(texts.map(idOf))];
      await withConsent(self, async (ledger, folder) => {
        const histories: GrantHistory[] = [];
        for (const id of ids) histories.push(await ledger.historyOf(id));
        const nowS = clockS();
        if (!json) {
          console.out(plainLines(histories.map((history) => receiptText(history, nowS)).join('\n')));
          return;
        }
        const { subject } = await ledger.state(nowS);
        const signing = nativeSigning(consentSeed(await rootKey(folder)));
        // In the form that was signed, so that anybody can check it without writing it anew.
        console.out(canonicalJson(receiptOf(histories, factsOf(policy, histories, subject?.residence), nowS, signing)));
      });
    });
}

function factsOf(policy: NamedPolicy, histories: readonly GrantHistory[], residence: string | undefined): ReceiptFacts {
  const days = new Set(histories.map(({ given }) => policy.purposes.get(given.grant.purpose)?.retentionDays));
  const [retentionDays] = days;
  return {
    ...(residence === undefined ? {} : { jurisdiction: residence }),
    ...(days.size === 1 && retentionDays !== undefined ? { retention: `P${retentionDays}D` } : {}),
  };
}
