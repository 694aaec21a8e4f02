import { readText } from '../bytes/text.ts';
import type { Signal, SignalKind } from '../model/signal.ts';

/** What ground stations say of zones where flight is limited, in English and in Chinese: phrases of our own. */

/** Of what is unlocked: a zone where nothing else is named. */
const ofOthers =
  /\b(?:gimbal|propeller|motor|battery|batteries|screen|phone|lens|camera|arms?|landing gear|exposure|focus)s?\b/;

const ofZones = [
  /\b(?:warning|restricted|authori[sz]ation|altitude|approach|regulatory|recommended|prohibited|approved|no[- ]?fly|fly[- ]?safe)\s+(?:zone|area)s?\b/,
  /\b(?:zone|area)s? (?:is |are )?(?:restricted|prohibited)\b/,
  /\b(?:nfz|no[- ]?fly|geo ?fenc(?:e|es|ing)|fly ?safe)\b/,
  /\bgeo\b(?![- ]?(?:tag|ref|loc))/,
  /\b(?:near|approaching|close to) (?:an |the )?airports?\b|\bairports? (?:nearby|ahead)\b/,
  /禁飞|限飞|警示区|授权区|限高区|解禁|限制区|机场(?:附近|限高|净空)/,
];
const ofUnlocking = /\bunlock(?:ed|ing|s)?\b/;

/**
 * What was done with a licence, where a clause says just that. What may be, is to be or is asked for is none of it: see {@link isOpen}. Words like "disabled" go
 * with a licence alone, not with a zone.
 */
const ofLicences: readonly (readonly [SignalKind, RegExp])[] = [
  [
    'unlock-requested',
    /\bunlock(?:ing)? (?:request|application) (?:was |has been )?(?:sent|submitted)\b|解禁申请已?(?:提交|发送)|已(?:提交|发送)解禁申请/,
  ],
  [
    'unlock-granted',
    /\bunlock(?:ing)? (?:request|application) (?:was |has been )?(?:approved|granted|accepted)\b|\b(?:zone|area)s? (?:was |has been |have been )?(?:successfully unlocked|unlocked successfully)\b|解禁成功|解禁申请已?(?:通过|批准)/,
  ],
  [
    'unlock-declined',
    /\bunlock(?:ing)? (?:request |application )?(?:was |has been |has )?(?:failed|denied|declined|rejected|refused)\b|\bfailed to unlock (?:the |this )?(?:\w+ )?(?:zone|area)s?\b|解禁(?:申请)?(?:失败|被拒绝|未通过|被驳回)/,
  ],
  [
    'unlock-activated',
    /\bunlock(?:ing)? licen[cs]e (?:was |has been |is )?(?:enabled|activated)\b|解禁证书已(?:启用|激活|生效)/,
  ],
  [
    'unlock-deactivated',
    /\bunlock(?:ing)? licen[cs]e (?:was |has been |is )?(?:disabled|deactivated)\b|解禁证书已(?:停用|禁用|关闭)/,
  ],
  ['unlock-expired', /\bunlock(?:ing)? licen[cs]e (?:has |is )?expired\b|解禁证书已(?:过期|到期)/],
];

/** A clause that says what may be or should be done. */
const isOpen =
  /\b(?:if|whether|when|once|until|unless|before|after|please|check|make sure|ensure|will|would|can|could|may|might|must|should|not|cannot|never|no)\b|n't\b|如果|若|(?<!申)请|是否|确认|将|需要|可能|没有|未(?!通过)|不/;

/** Clauses: a condition in one says nothing of the next. */
const BETWEEN = /[.,;:!?\n。，；：！？]+/;

let decoder: TextDecoder | undefined;

/** What the text in `bytes[start, end)`, which ends with its first NUL, tells of zones; undefined: nothing. */
export function zoneSignalIn(bytes: Uint8Array, start: number, end: number): Signal | undefined {
  let text = readText(bytes, start, end);
  if (/[\x80-\xff]/.test(text)) {
    // Made at first use: some engines in which nobody reads texts have none.
    decoder ??= new TextDecoder();
    text = decoder.decode(bytes.subarray(start, start + text.length));
  }
  const kind = zoneKindOf(text);
  return kind === undefined ? undefined : { kind, evidence: 'message', words: text };
}

/** What a text tells of zones: what was done with a licence if it says so without doubt, else that it warns of one. */
export function zoneKindOf(text: string): SignalKind | undefined {
  const plain = text.toLowerCase();
  const unlocks = (ofUnlocking.test(plain) && !ofOthers.test(plain)) || plain.includes('解禁');
  if (!unlocks) return ofZones.some((words) => words.test(plain)) ? 'zone-warning' : undefined;
  const told = new Set<SignalKind>();
  for (const clause of plain.split(BETWEEN)) {
    if (isOpen.test(clause)) continue;
    for (const [kind, words] of ofLicences) if (words.test(clause)) told.add(kind);
  }
  // What says two things is not understood.
  return told.size === 1 ? [...told][0] : 'zone-warning';
}
