import { explain } from '../../filter/explain.ts';
import { ConsentAuthority } from '../../filter/release-authority.ts';
import { isAtMost, nothing } from '../../model/disclosure.ts';
import type { Decision, Policy, Request } from '../../policy/request.ts';
import type { UploadConfig } from '../../sync/sync-config.ts';
import { requestOfRule } from '../../sync/upload-rule.ts';
import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';
import { withLedger } from './doctor-ledger.ts';

/** Rules about where it goes: consent does not help there. */
const TRANSFER_RULES: readonly string[] = ['transfer', 'transfer-ground'];
/** What they keep back nobody misses: they say nothing of what is wrong. */
const PERMANENT_RULES: readonly string[] = ['purpose', 'recipient', 'jurisdiction', 'media-choice'];

/** For each upload: what would leave of a flight of which nothing is known, and if nothing, what is missing. */
export async function checkConsent(context: DoctorContext, { config }: Checked): Promise<readonly Check[]> {
  const policy = await context.policyOf(config);
  return withLedger(context.home, async (ledger) => {
    const checks: Check[] = [];
    for (const upload of config.uploads) {
      const request = requestOfRule(upload, config.subject);
      const nowS = () => Math.floor(context.nowMs() / 1_000);
      const decision = await new ConsentAuthority(request, policy, ledger, nowS).decide(undefined);
      checks.push(consentCheck(upload, decision, policy, config.policy !== undefined));
    }
    return checks;
  });
}

function consentCheck(upload: UploadConfig, decision: Decision<Request>, policy: Policy, hasOwnPolicy: boolean): Check {
  const named = checksNamed('consent', upload.name);
  if (decision.releasesFlights === false) {
    return named.failed('Nothing of a flight ever leaves for this purpose.', 'Choose another purpose.');
  }
  const explained = explain(decision).filter(({ steps }) => steps.length > 1);
  if (!isAtMost(decision.disclosure, nothing)) {
    const left = explained.filter(({ step }) => step !== 'none').map(({ dimension, step }) => `${dimension} ${step}`);
    return named.ok(`Leaves of any flight at most: ${left.join(', ')}.`);
  }
  const transfer = explained.find(({ rule }) => TRANSFER_RULES.includes(rule));
  if (transfer !== undefined) {
    return checksNamed('transfer', upload.name).failed(
      `Nothing leaves: ${transfer.reason}`,
      transfer.wouldChange ?? 'Choose another destination, or name what the transfer rests on.',
    );
  }
  const bounds = explained.filter(({ rule }) => !PERMANENT_RULES.includes(rule));
  const told = bounds.length > 0 ? bounds : explained;
  if (told.some(({ rule }) => rule === 'grant-out-of-scope')) {
    return named.ok('What was granted is about certain flights: those go, all others stay.');
  }
  const isGrantMissing = told.some(({ rule }) => rule === 'no-grant' || rule.startsWith('grant-'));
  return named.warning(
    `Nothing leaves: ${unique(told.map(({ reason }) => reason)).join(' ')}`,
    [
      ...unique(told.flatMap(({ wouldChange }) => wouldChange ?? [])),
      ...(isGrantMissing ? [`If you want this: ${grantCommand(upload, policy, hasOwnPolicy)}`] : []),
    ].join(' '),
  );
}

function grantCommand({ purpose, recipient }: UploadConfig, { purposes }: Policy, hasOwnPolicy: boolean): string {
  return [
    `flightveil consent grant --for ${purpose} --to ${recipient}`,
    ...(purposes?.get(purpose)?.asksFlightsAndEnd ? ['--flight LOG --until DATE'] : []),
    ...(hasOwnPolicy ? ['--policy FILE'] : []),
  ].join(' ');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
