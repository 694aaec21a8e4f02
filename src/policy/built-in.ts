import { purposes } from './purposes.ts';
import { recipients } from './recipients.ts';
import type { Policy } from './request.ts';
import { builtInRules } from './rules.ts';

/** All built-in purposes, recipients and rules. */
export const builtInPolicy: Policy & Required<Pick<Policy, 'purposes' | 'recipients'>> = {
  rules: builtInRules,
  purposes: new Map(purposes.map((purpose) => [purpose.name, purpose])),
  recipients: new Map(recipients.map((recipient) => [recipient.name, recipient])),
};
