import type { Secrets } from '../../suite/subject.ts';
import { type Container, DataflashWriter } from './writer.ts';

type Variant = (name: string) => number;

/** Messages of the flight as ArduPilot's versions define them, and one that nobody knows. */
const messages: Readonly<Record<string, string>> = {
  FMTU: 'QBNN TimeUS,FmtType,UnitIds,MultIds',
  UNIT: 'QbZ TimeUS,Id,Label',
  MULT: 'Qbd TimeUS,Id,Mult',
  GPS: 'QBBIHBcLLeffffB TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt,Spd,GCrs,VZ,Yaw,U',
  POS: 'QLLfff TimeUS,Lat,Lng,Alt,RelHomeAlt,RelOriginAlt',
  ATT: 'QffffffB TimeUS,DesRoll,Roll,DesPitch,Pitch,DesYaw,Yaw,AEKF',
  IMU: 'QBffffffIIfBBHH TimeUS,I,GyrX,GyrY,GyrZ,AccX,AccY,AccZ,EG,EA,T,GH,AH,GHz,AHz',
  BAT: 'QBfffffcfBBB TimeUS,Inst,Volt,VoltR,Curr,CurrTot,EnrgTot,Temp,Res,RemPct,H,SH',
  MAG: 'QBhhhhhhhhhBI TimeUS,I,MagX,MagY,MagZ,OfsX,OfsY,OfsZ,MOX,MOY,MOZ,Health,S',
  BARO: 'QBfffcfIffB TimeUS,I,Alt,AltAMSL,Press,Temp,CRt,SMS,Offset,GndTemp,Health',
  MODE: 'QMBB TimeUS,Mode,ModeNum,Rsn',
  ORGN: 'QBLLe TimeUS,Type,Lat,Lng,Alt',
  CMD: 'QHHHffffLLfB TimeUS,CTot,CNum,CId,Prm1,Prm2,Prm3,Prm4,Lat,Lng,Alt,Frame',
  ADSB: 'QIiiiHHhH TimeUS,ICAO_address,Lat,Lng,Alt,Heading,Hor_vel,Ver_vel,Squark',
  MSG: 'QZ TimeUS,Message',
  PARM: 'QNff TimeUS,Name,Value,Default',
  FILE: 'NIBZ FileName,Offset,Length,Data',
  CAND: 'QBBQQZBBI TimeUS,Driver,NodeId,UID1,UID2,Name,Major,Minor,Version',
  SPY: 'Qf TimeUS,Secret',
};

/** A flight of forty seconds. Variant 0 of every secret is the plain flight. */
export function dataflashFlight(container: Container, secrets: Secrets): Uint8Array {
  const of: Variant = (name) => secrets[name] ?? 0;
  const writer = new DataflashWriter(container);
  for (const [index, [name, fields]] of Object.entries(messages).entries()) writer.define(100 + index, name, fields);
  let now = 45_000_000n + BigInt(of('boot')) * 13_000_000n;
  explain(writer, now);
  for (let second = 0; second < 40; second++) {
    now += 1_000_000n;
    fly(writer, now, second, of);
    if (second % 8 === 0) tell(writer, now, of);
  }
  return writer.bytes();
}

function explain(writer: DataflashWriter, now: bigint): void {
  writer
    .row('UNIT', { TimeUS: now, Id: 0x6d, Label: 'm' })
    .row('MULT', { TimeUS: now, Id: 0x42, Mult: 0.01 })
    .row('FMTU', { TimeUS: now, FmtType: 103, UnitIds: 's#-s-S-DUmnhnh-', MultIds: 'F--C-0BGGB000--' })
    .row('FMTU', { TimeUS: now, FmtType: 105, UnitIds: 'sddddhh-', MultIds: 'F000000-' });
}

function fly(writer: DataflashWriter, now: bigint, second: number, of: Variant): void {
  const Lat = 471_234_567 + second * 113 + of('place') * 998_877;
  const Lng = 81_234_567 - second * 71 - of('place') * 887_799;
  const Alt = 40_000 + second + of('height') * 3100;
  const ms = 300_000_000 + second * 1000 + of('date') * 86_400_000;
  writer
    .row('GPS', {
      ...{
        TimeUS: now,
        Status: 3,
        GMS: ms % 604_800_000,
        GWk: 2200 + of('date'),
        NSats: 9 + of('sky'),
        HDop: 90 + of('sky'),
      },
      ...{ Lat, Lng, Alt, Spd: 5.25 + of('place'), GCrs: 10 + of('place'), VZ: 0.5, U: 1 },
    })
    .row('POS', { TimeUS: now, Lat, Lng, Alt: Alt / 100, RelHomeAlt: second / 8, RelOriginAlt: second / 8 })
    .row('ATT', { TimeUS: now, Roll: 0.0125 * second, Pitch: -2.5, Yaw: 1 + of('place'), DesRoll: 1.5, AEKF: 3 })
    .row('IMU', { TimeUS: now, GyrX: 0.001 * second, AccZ: -9.81, T: 30 + of('field'), GH: 1, AH: 1, GHz: 1000 })
    .row('BAT', { TimeUS: now, Volt: 12.6 - second / 100, Curr: 9.5, CurrTot: second * 2.5, RemPct: 90, H: 1 })
    .row('MAG', { TimeUS: now, MagX: 210 + of('field'), MagY: of('field'), OfsX: 12 + of('serial'), Health: 1 })
    .row('BARO', {
      TimeUS: now,
      Alt: 3 + of('field'),
      Press: 95_123 + of('field'),
      SMS: Number(now / 1000n),
      Health: 1,
    })
    .row('MODE', { TimeUS: now, Mode: 4 + (second % 3), ModeNum: 4 + (second % 3), Rsn: 1 })
    .row('ADSB', { TimeUS: now, ICAO_address: 1 + of('traffic'), Lat: 471_000_000 + of('traffic'), Lng: 81_000_000 })
    .row('FILE', { FileName: '@SYS/x.txt', Offset: 0, Length: 9, Data: `content ${of('payload')}` })
    .row('SPY', { TimeUS: now, Secret: 1.5 + of('unknown') });
}

function tell(writer: DataflashWriter, now: bigint, of: Variant): void {
  writer
    .row('ORGN', { TimeUS: now, Type: 1, Lat: 471_200_000 + of('home'), Lng: 81_200_000 - of('home'), Alt: 40_000 })
    .row('CMD', {
      ...{
        TimeUS: now,
        CTot: 5,
        CNum: 1,
        CId: 16,
        Prm1: 1,
        Lat: 471_000_000 + of('mission'),
        Lng: 81_000_000,
        Alt: 30,
      },
      ...{ Frame: 3 },
    })
    .row('MSG', { TimeUS: now, Message: `Hello from street ${of('text')}` })
    .row('MSG', { TimeUS: now, Message: `ArduCopter V4.${of('templated')}` })
    .row('PARM', { TimeUS: now, Name: 'ATC_RAT_RLL_P', Value: 0.135, Default: 0.135 })
    .row('PARM', { TimeUS: now, Name: 'COMPASS_DEC', Value: 0.1 + of('setting'), Default: 0 })
    .row('PARM', { TimeUS: now, Name: 'MY_PASSWORD', Value: 7 + of('password'), Default: 0 })
    .row('CAND', {
      TimeUS: now,
      Driver: 1,
      NodeId: 20,
      UID1: 77n + BigInt(of('serial')),
      Name: `org.maker.${of('serial')}`,
    });
}
