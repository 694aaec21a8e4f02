import { expect, test } from 'vitest';
import { createLoop } from '../../../src/filter/create-loop.ts';
import { FlightKeys } from '../../../src/filter/keys.ts';
import { dataflashCatalog } from '../../../src/formats/dataflash/catalog.ts';
import { dataflashFormats } from '../../../src/formats/dataflash/index.ts';
import type { FieldRule } from '../../../src/model/schema.ts';
import { levels } from '../../../src/policy/levels.ts';
import { readLog } from './read.ts';
import { DataflashWriter } from './writer.ts';

/** The rows of `MESSAGE.Column`. */
function rulesAt(at: string): readonly FieldRule[] {
  const [message, column] = at.split('.') as [string, string];
  return dataflashCatalog().get(message)!.get(column)!;
}

test('what was counted since boot is hidden as times are', () => {
  const counts = `
    PM.SPIC PM.I2CC PM.I2CI MON.SPICnt MON.I2CCnt WDOG.SPICnt IOMC.NPkt MAV.txp MAV.rxp MAV.rxdp MAV.tf CANS.T CANS.Trq CANS.R
    CANS.Etx CANS.Stx DMS.N DMS.RT DMS.RS RAD.RxErrors RAD.Fixed TEL0.RXErr TEL0.Fixed ISBH.N ISBD.N UBXT.count GPA.RTCMFU GPA.RTCMFD
    CAM.Img TRIG.Img ESC.count TRQD.SuccCnt RC.Drop LTE.Bin LTE.Bout SLV1.frame_count SIM2.UFC JSN1.TStamp
  `;
  for (const at of counts.trim().split(/\s+/))
    expect(rulesAt(at), at).toMatchObject([{ category: 'absoluteTime', clock: 'past' }]);
  // Of one batch, or since the last record; faults, which do not come by the clock.
  for (const at of [
    'ISBD.seqno',
    'PM.NL',
    'PM.NLon',
    'XKT.Cnt',
    'DSF.Blk',
    'UART.Tx',
    'VIBE.Clip',
    'PM.ErC',
    'CANS.Bo',
  ])
    expect(rulesAt(at)[0]!.category, at).not.toBe('absoluteTime');
});

test('heights that are not known to be over the sea are never moved', () => {
  const datums = (...columns: string[]) => columns.map((at) => rulesAt(at).map(({ datum, group }) => [datum, group]));
  expect(datums('AHR2.Alt', 'GPOS.Alt', 'LPOS.RAlt', 'CAM.GPSAlt')).toEqual([
    [[undefined, 'fix']],
    [[undefined, 'fix']],
    [[undefined, 'origin']],
    [[undefined, undefined]],
  ]);
  // Where the track may be known, they may be as well.
  for (const found of datums('EAHR.Alt', 'VNKF.Alt', 'SBFE.Height', 'GPA.AEl')) {
    expect(found).toEqual([['ellipsoid', undefined]]);
  }
});

test('a true airspeed is no airspeed: beside the other it is the density of the air', () => {
  const ofTruth =
    'TECS.sp TECS.spdem TECS.sp_dem TECS.AsSP TECS.AsF AIRS.TrueSpeed AIRS.TAS AIRS.TASraw RPL6.trAsp RPL6.ufAsp ILB3.TAS VTOL.Arsp';
  for (const at of ofTruth.split(' ')) expect(rulesAt(at), at).toEqual([{ category: 'motion' }]);
  for (const at of ['ARSP.Airspeed', 'CTUN.As', 'AIRS.IAS', 'RPL6.inAsp', 'DCM.SAs'])
    expect(rulesAt(at)[0], at).toMatchObject({ category: 'motion', role: 'airspeed' });
});

test('the first item of a mission is home', () => {
  for (const at of ['CMD.Lat', 'CMD.Lng', 'CMD.Alt', 'MISE.Lat']) {
    const home = rulesAt(at).find(({ category }) => category === 'homePosition');
    // No role: the edits of commands move places, and a second time would be wrong.
    const when = expect.objectContaining({ field: 'CNum', values: [0] });
    expect(home, at).toEqual({ category: 'homePosition', when });
  }
});

test.each(['dynamics', 'track', 'full'] as const)('home in a mission, at %s', (level) => {
  const writer = new DataflashWriter()
    .define(1, 'GPS', 'QBLLe TimeUS,Status,Lat,Lng,Alt')
    .define(2, 'CMD', 'QHHHffffLLfB TimeUS,CTot,CNum,CId,Prm1,Prm2,Prm3,Prm4,Lat,Lng,Alt,Frame')
    .row('GPS', { TimeUS: 9_000_000n, Status: 3, Lat: 473_000_000, Lng: 85_000_000, Alt: 40_000 });
  for (const CNum of [0, 1]) {
    const place = { Lat: 473_000_100, Lng: 85_000_100, Alt: 400 };
    writer.row('CMD', { TimeUS: 9_000_000n, CTot: 2, CNum, CId: 16, ...place });
  }
  const zones = { areas: [], legs: [] };
  const loop = createLoop(dataflashFormats()[0]!, levels[level], FlightKeys.ofSeed('home', 0), { zones });
  const pieces = [...loop.push(writer.bytes())].map((piece) => piece.slice());
  for (const piece of loop.finish()) pieces.push(piece.slice());
  const { rows } = readLog('bin', new Uint8Array(Buffer.concat(pieces)), dataflashCatalog());
  const [home, item] = rows.filter(({ message }) => message === 'CMD').map(({ values }) => values);
  const shown = level === 'full' ? [473_000_100, 85_000_100, 400] : [0, 0, Number.NaN];
  expect([home!.Lat, home!.Lng, home!.Alt]).toEqual(shown);
  expect([item!.Lat, item!.Lng]).not.toContain(0);
});
