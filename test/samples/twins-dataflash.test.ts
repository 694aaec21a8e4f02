import { describe, vi } from 'vitest';
import { describeTwins } from './onboard-twins.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A stretch in which all messages are written; what a log begins with stands in every log. */
const span = { fromS: 22, toS: 46 };

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const near = words(`
  GPS.Lat GPS.Alt GPA.AEl POS.Lng ORGN.Lat AHR2.Lat EAHR.Lon TERR.Lat TERR.TerrH CMD.Lat FNCE.Lng RALY.Lat CAM.Lat OABR.DLt MAVC.X
  RFRN.HLat RGPJ.Lat RSO3.Lon FOLL.Lat ADSB.Lat XKF1.OH MAG.MagX RMGH.Dec RMGI.FY BARO.Press BARO.AltAMSL RFND.Dist PARM.Value
  MSG.Message FILE.Data`);
const far = [...near, ...words('XKF2.MN GRAW.sv GPS.NSats UBX1.noisePerMS')];
const dated = words('GPS.GMS GPS.GWk CAM.GPSTime CAM.GPSWeek GRAW.WkMS AIS4.year FILE.Data PARM.Value');
const clocks = words('ATT.TimeUS PARM.TimeUS BARO.SMS MAG.S RGPJ.TS RMGI.LU');

describe('binary logs', () => {
  describeTwins({
    format: 'bin',
    span,
    shows: {
      'moved by kilometres': near,
      'moved to the other hemisphere': far,
      'moved to where the antimeridian is crossed in flight': far,
      'moved to 78 south': far,
      'moved in height only': words('GPS.Alt POS.Alt BARO.Press XKF1.OH RGPJ.Alt CMD.Alt ORGN.Alt'),
      'moved and turned': [...near, ...words('ATT.Yaw XKF1.VN XKQ.Q1 GPS.GCrs PSCN.PN SRTL.N XKF2.VWN')],
      'turned where it is': words('GPS.Lat ATT.Yaw XKF1.PN XKF1.VE XKQ.Q4 RGPJ.VX MAG.MagY'),
      'on another date': dated,
      'on a date after 2038': dated,
      'of an autopilot that was started long before': clocks,
      'of an autopilot that was started at once': clocks,
      'with the pilot elsewhere': words('FOLL.Lat FOLL.LonE'),
      'of another person': words('MSG.Message FILE.Data'),
      'with other text': words('MSG.Message'),
      'of another device': words('PARM.Value MSG.Message VER.GH VER.BST MAG.OfsX RMGI.OX XKF2.AX'),
    },
    pseudonyms: ['VER.FWS'],
    compared: { place: 190, height: 140, direction: 300, vector: 40, attitude: 40 },
  });
});

describe('logs as text', () => {
  describeTwins({
    format: 'log',
    span: { fromS: 33, toS: 43 },
    shows: {
      'moved by kilometres': words('GPS.Lat POS.Lng CMD.Lat RGPJ.Lat BARO.Press PARM.Value MSG.Message'),
      'on another date': words('GPS.GMS GPS.GWk CAM.GPSTime PARM.Value'),
    },
    pseudonyms: ['VER.FWS'],
    compared: { place: 90, height: 60, direction: 130, vector: 15, attitude: 15 },
  });
});
