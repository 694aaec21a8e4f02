import { describe, expect, test } from 'vitest';
import type { SignalKind } from '../../src/model/signal.ts';
import { zoneKindOf, zoneSignalIn } from '../../src/text/zone-texts.ts';

const said: Readonly<Partial<Record<SignalKind, readonly string[]>>> = {
  'unlock-requested': [
    'Unlock request submitted.',
    'Unlocking application has been sent',
    '解禁申请已提交',
    '已发送解禁申请',
  ],
  'unlock-granted': [
    'Unlock request approved',
    'Unlocking application was granted.',
    'Authorization Zone unlocked successfully',
    'The area has been successfully unlocked.',
    '解禁成功',
    '解禁申请已通过',
  ],
  'unlock-declined': [
    'Unlocking failed',
    'Unlock request denied. Contact the authority.',
    'Failed to unlock the authorization zone, please try again',
    '解禁失败，请重试',
    '解禁申请未通过',
  ],
  'unlock-activated': ['Unlocking license enabled', 'Unlock licence has been activated', '解禁证书已启用'],
  'unlock-deactivated': ['Unlocking license disabled.', '解禁证书已停用'],
  'unlock-expired': ['Unlocking license has expired. Apply for a new one.', '解禁证书已过期'],
};

describe('what was done with a licence', () => {
  test.each(Object.entries(said).flatMap(([kind, texts]) => texts.map((text) => [text, kind])))(
    '%s: %s',
    (text, kind) => {
      expect(zoneKindOf(text)).toBe(kind);
      expect(zoneKindOf(text.toUpperCase())).toBe(kind);
    },
  );

  test.each([
    'Unlocking license will be enabled on take-off',
    'Check whether the unlocking license is enabled',
    'If unlocking failed, restart the aircraft',
    'Unlocking license not activated',
    'Unlocking license enabled. Unlocking license expired.',
    'Unlocking is required for this zone',
    'Log in to unlock the Authorization Zone',
    '请确认解禁证书已启用',
    '解禁证书将过期',
    '如果解禁失败',
  ])('%s: no more than a warning', (text) => {
    expect(zoneKindOf(text)).toBe('zone-warning');
  });
});

test.each([
  'You are in a Warning Zone',
  'Enhanced warning zone ahead',
  'Restricted areas nearby',
  'This zone is prohibited',
  'No-fly zone',
  'Geofence active',
  'Fly Safe database',
  'GEO: caution',
  'Flying near an airport',
  '机场附近',
  '限高区',
])('%s warns of a zone', (text) => {
  expect(zoneKindOf(text)).toBe('zone-warning');
});

test.each([
  'Home Point updated',
  'Gimbal unlocked',
  'Unlock the propellers',
  'Screen unlocked successfully',
  'Geo-tagging of photos is on',
  'Geometry check',
  'Strong wind in the area',
  'Zone time set',
  'Returned to the airport hotel',
  '机场已连接',
  '电量低',
  '',
])('%s tells nothing of zones', (text) => {
  expect(zoneKindOf(text)).toBeUndefined();
});

test('in bytes: up to the first NUL, as UTF-8, with the words as they stand', () => {
  const text = '授权区 Café';
  const bytes = Uint8Array.of(7, 7, ...new TextEncoder().encode(text), 0, 0x4e, 0x46, 0x5a);
  expect(zoneSignalIn(bytes, 2, bytes.length)).toEqual({ kind: 'zone-warning', evidence: 'message', words: text });
  expect(zoneSignalIn(Uint8Array.of(0, 0x4e, 0x46, 0x5a), 0, 4)).toBeUndefined();
  expect(zoneSignalIn(Uint8Array.of(0x4e, 0x46, 0x5a, 0xff), 0, 4)).toMatchObject({ words: 'NFZ\ufffd' });
});
