// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `CTUN
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 NavRoll attitude
 NavPitch attitude
 Roll attitude role=roll
 Pitch attitude role=pitch
 ThrOut actuators
 RdrOut actuators
 Steer actuators
 NavThr actuators
 AngBst actuators
 ThO actuators
 RdO actuators
 ThD actuators
 ThrDem actuators
 ABst actuators
 ThH actuators
 ThrIn radioControl
 ThI radioControl
 AccY inertial
 SonAlt terrain
 DesSonAlt terrain
 DSAlt terrain
 SAlt terrain
 TAlt terrain
 BarAlt pressure
 BAlt pressure
 WPAlt altitude role=altitude datum=local units=m type=f
 DAlt altitude role=altitude datum=local units=m type=f
 Alt altitude role=altitude datum=local units=m type=f
 CRate motion role=climbRate units=cm/s type=h
 DCRate motion role=climbRate units=cm/s type=h
 DCRt motion role=climbRate units=cm/s type=h
 CRt motion role=climbRate units=cm/s type=h
 As motion role=airspeed units=m/s type=f
 SAs motion role=airspeed units=m/s type=f
 Aspd motion role=airspeed units=m/s type=f
 AsT estimatorHealth
 E2T pressure
 GU motion
 N vibration
QTUN
 TimeUS absoluteTime clock=boot unit=us
 ThrOut actuators
 AngBst actuators
 ThO actuators
 ABst actuators
 ThH actuators
 TMix actuators
 Sscl actuators
 ThI radioControl
 DAlt altitude
 Alt altitude
 BarAlt pressure
 BAlt pressure
 DCRt motion role=climbRate units=cm/s type=h
 CRt motion role=climbRate units=cm/s type=h
 DCRt motion
 CRt motion
 DVx motion group=wanted role=velocityNorth units=m/s type=f
 DVy motion group=wanted role=velocityEast units=m/s type=f
 DAx motion group=acceleration role=accelerationNorth type=f
 DAy motion group=acceleration role=accelerationEast type=f
 Trn mode
 Ast mode
RATE
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 RDes attitude
 R attitude
 PDes attitude
 P attitude
 YDes attitude role=yawRate
 Y attitude role=yawRate
 ROut actuators
 POut actuators
 YOut actuators
 AOut actuators
 AOutSlew actuators
 ADes motion
 A motion
PIDR PIDP PIDY PIDS PIQR PIQP PIQY PIVY
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Des attitude
 Tar attitude
 Act attitude
 Err attitude
 P attitude
 I attitude
 D attitude
 FF attitude
 AFF attitude
 DFF attitude
 Dmod actuators
 SRate actuators
 Flags systemHealth
 Limit systemHealth
 RT opaque
 RC opaque
 RM opaque
 PT opaque
 PC opaque
 PM opaque
 YT opaque
 YC opaque
 YM opaque
PIDA PIDN PIDE PIDD PIQA PIVN PIVE PIVD
 TimeUS absoluteTime clock=boot unit=us
 Des motion
 Tar motion
 Act motion
 Err motion
 P motion
 I motion
 D motion
 FF motion
 AFF motion
 DFF motion
 Dmod actuators
 SRate actuators
 Flags systemHealth
 Limit systemHealth
PIDG PIDL
 TimeUS absoluteTime clock=boot unit=us
 Des heading
 Tar heading
 Act heading
 Err heading
 P heading
 I heading
 D heading
 FF heading
 AFF heading
 DFF heading
 Dmod actuators
 SRate actuators
 Flags systemHealth
 Limit systemHealth
PID
 Id structural
 Error relativePosition
 P relativePosition
 I relativePosition
 D relativePosition
 Out relativePosition
 Gain parameter
CTRL
 TimeUS absoluteTime clock=boot unit=us
 RMSRollP actuators
 RMSRollD actuators
 RMSPitchP actuators
 RMSPitchD actuators
 RMSYaw actuators
ATSC
 TimeUS absoluteTime clock=boot unit=us
 AngPScX actuators
 AngPScY actuators
 AngPScZ actuators
 PDScX actuators
 PDScY actuators
 PDScZ actuators
 IScX actuators
 IScY actuators
 IScZ actuators
CC
 TimeUS absoluteTime clock=boot unit=us
 Type mode
 Act mode
ATUN ATDE ATDH ATNH ATSH ATRP
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Axis mode
 TuneStep mode
 Type mode
 State mode
 Action mode
 DirOrAvg mode
 RateMin attitude
 RateMax attitude
 Targ attitude
 RateTarg attitude
 Tar attitude
 Act attitude
 Min attitude
 Max attitude
 ddt attitude
 RPGain parameter
 RDGain parameter
 SPGain parameter
 RP parameter
 RD parameter
 SP parameter
 RFF parameter
 ACC parameter
 P parameter
 FF0 parameter
 FF parameter
 I parameter
 D parameter
 RMAX parameter
 TAU parameter
 Angle attitude
 Rate attitude
 TRate attitude
 TAng attitude
 Ang attitude
 Cmd actuators
 Servo actuators
 Sur actuators
 Freq attitude
 Gain attitude
 Phase attitude
 freq attitude
 gain attitude
 phase attitude
 freq_m attitude
 gain_m attitude
 phase_m attitude
 freq_t attitude
 gain_t attitude
 phase_t attitude
 Demanded attitude
 Achieved attitude
 PSlew actuators
 DSlew actuators
PTUN PRTN
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Param parameter
 Set parameter
 Parm parameter
 TunVal parameter
 CtrlIn parameter
 TunLo parameter
 TunHi parameter
 TunMin parameter
 TunMax parameter
 NIn parameter
 Value parameter
 CenterValue parameter
QWIK QUIK RTUN
 TimeUS absoluteTime clock=boot unit=us
 ParamNo parameter
 SRate actuators
 Gain parameter
 Param freeText
AROT
 TimeUS absoluteTime clock=boot unit=us
 LR mode
 P actuators
 hserr actuators
 ColOut actuators
 FFCol actuators
 p actuators
 ff actuators
 CRPM actuators
 SpdF motion
 CmdV motion
 AccO motion
 AccT motion
 PitT attitude
ARHS
 TimeUS absoluteTime clock=boot unit=us
 Tar actuators
 Act actuators
 Err actuators
 P actuators
 FF actuators
ARSC
 TimeUS absoluteTime clock=boot unit=us
 Des motion
 Tar motion
 Act motion
 P motion
 I motion
 D motion
 FF motion
 FA motion
 LA motion
 Lim mode
TECS
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 h altitude role=altitude datum=home units=m type=f
 hdem altitude role=altitude datum=home units=m type=f
 h_dem altitude role=altitude datum=home units=m type=f
 hin altitude role=altitude datum=home units=m type=f
 dh motion role=climbRate units=m/s type=f
 dhdem motion role=climbRate units=m/s type=f
 dh_dem motion role=climbRate units=m/s type=f
 sp motion
 spdem motion
 sp_dem motion
 dsp motion
 dspdem motion
 dsp_dem motion
 ith actuators
 th actuators
 iph attitude
 ph attitude
 pmin attitude
 pmax attitude
 w mode
 f mode
 ASP altitude
 AF altitude
 AsSP motion
 AsF motion
 FSP motion
 F motion
 FF motion
 AsDSP motion
 AsD motion
 EE motion
 EDE motion
 ERE motion
 EDRE motion
 TERSP motion
 TER motion
 EDRSP motion
 EDR motion
 Thr actuators
 ThrI actuators
 PtchI actuators
 Ptch attitude
 M mode
TEC2 TEC3 TEC4
 TimeUS absoluteTime clock=boot unit=us
 KErr motion
 PErr motion
 EDelta motion
 PEW motion
 EBD motion
 EBE motion
 EBDD motion
 EBDE motion
 EBDDT motion
 KI motion
 KEW motion
 KED motion
 PED motion
 KEDD motion
 PEDD motion
 TEE motion
 TEDE motion
 Emin motion
 Emax motion
 P motion
 K motion
 Pdem motion
 Kdem motion
 LF inertial
 Imin motion
 Imax motion
 I motion
 FFT motion
 pmin attitude
 pmax attitude
 tmin actuators
 tmax actuators
 hdem1 altitude role=altitude datum=home units=m type=f
 hdem2 altitude role=altitude datum=home units=m type=f
FWDT QBRK
 TimeUS absoluteTime clock=boot unit=us
 fts actuators
 qft actuators
 SpdScaler actuators
 qfplcd attitude
 npllcd attitude
 npcd attitude
 npulcd attitude
 NPULCD attitude
 QBPLCD attitude
 NPCD attitude
TILT TSIT
 TimeUS absoluteTime clock=boot unit=us
 Tilt actuators
 FL actuators
 FR actuators
 Ts actuators
 Ss actuators
 Tmin actuators
AETR
 TimeUS absoluteTime clock=boot unit=us
 Ail actuators
 Elev actuators
 Thr actuators
 Rudd actuators
 Flap actuators
 SS actuators
 Steer actuators
STER
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Demanded attitude
 Achieved attitude
 DesTurnRate attitude
 TurnRate attitude
 SteerIn radioControl
 SteerOut actuators
 DesLatAcc inertial
 LatAcc inertial
THR
 TimeUS absoluteTime clock=boot unit=us
 ThrIn radioControl
 ThrOut actuators
 DesSpeed motion
 Speed motion
 AccX inertial
 AccY inertial
CRSE
 TimeUS absoluteTime clock=boot unit=us
 State mode
 Speed motion
 Throttle parameter
SAIL
 TimeUS absoluteTime clock=boot unit=us
 Tack mode
 TackThr motion
 WindDirApp motion
 WndDrApp motion
 MainOut actuators
 WingOut actuators
 MastRotOut actuators
 SailOut actuators
 VMG motion
 WindDirTrue motion
 WindDirAbs motion
 WndDrTru motion
 WindSpdTrue motion role=windSpeed type=f
 WindSpdApp motion role=windSpeed type=f
 WndSpdTru motion role=windSpeed type=f
 WndSpdApp motion role=windSpeed type=f
WIND
 TimeUS absoluteTime clock=boot unit=us
 DrRaw motion
 DrApp motion
 DrTru motion
 SpdRaw motion role=windSpeed type=f
 SpdApp motion role=windSpeed type=f
 SpdTru motion role=windSpeed type=f
 X motion group=wind role=windNorth units=m/s type=f
 Y motion group=wind role=windEast units=m/s type=f
 CovX motion
 CovY motion
THRO
 TimeUS absoluteTime clock=boot unit=us
 Stage mode
 Throw mode
 AttOk mode
 HgtOk mode
 PosOk mode
 Vel motion
 VelZ motion
 Acc inertial
 AccEfZ inertial
FHLD
 TimeUS absoluteTime clock=boot unit=us
 SFx motion
 SFy motion
 Ax attitude
 Ay attitude
 Qual estimatorHealth
 Ix motion
 Iy motion
FHXY FXY
 TimeUS absoluteTime clock=boot unit=us
 DFx motion
 DFy motion
 DVx motion
 DVy motion
 Hest altitude
 DH altitude
 Hofs altitude
 InsH altitude
 LastInsH altitude
 DTms systemHealth
SIDD
 TimeUS absoluteTime clock=boot unit=us
 Time systemHealth
 Targ attitude
 F attitude
 Gx attitude
 Gy attitude
 Gz attitude
 Ax inertial
 Ay inertial
 Az inertial
SIDP
 TimeUS absoluteTime clock=boot unit=us
 DRll attitude
 Rll attitude
 DPit attitude
 Pit attitude
 rdes attitude
 r attitude
 pdes attitude
 p attitude
 Aile actuators
 Elev actuators
 aspd pressure
 eastas pressure
SIDS
 TimeUS absoluteTime clock=boot unit=us
 Ax mode
 Mag mode
 FSt mode
 FSp mode
 TFin mode
 TC mode
 TR mode
 TFout mode
SCVE
 TimeUS absoluteTime clock=boot unit=us
 Sm motion
 Jm motion
 V0 motion
 Am motion
 Vm motion
 L motion
 Jm_out motion
 tj_out motion
 t2_out motion
 t4_out motion
 t6_out motion
SOAR
 TimeUS absoluteTime clock=boot unit=us
 nettorate motion
 dx motion
 dy motion
 x0 motion
 x1 motion
 x2 motion
 x3 motion
 dx_w motion
 dy_w motion
 th motion
 lat aircraftPosition
 lng aircraftPosition
 north aircraftPosition
 east aircraftPosition
 alt altitude
SORC VAR
 TimeUS absoluteTime clock=boot unit=us
 wx motion
 wz motion
 wy motion
 wexp motion
 CLmin motion
 CLmax motion
 Vopt motion
 aspd_raw motion
 aspd_filt motion
 raw motion
 filt motion
 cl motion
 fc motion
 exs motion
 dx motion
 dy motion
 alt altitude
 roll attitude role=roll
 dsp inertial
 dspb inertial
VNF BSC
 TimeUS absoluteTime clock=boot unit=us
 X relativePosition
 XF relativePosition
 Y relativePosition
 YF relativePosition
 Z relativePosition
 ZF relativePosition
 PX relativePosition
 PY relativePosition
 PZ relativePosition
 xz relativePosition
 xzn relativePosition
 Yaw heading
 YawF heading
 PYaw heading
 yyaw heading
 yyawn heading
MOTR
 TimeMS absoluteTime clock=boot unit=ms
 Roll opaque
 Pitch opaque
 Throttle opaque
 Yaw opaque
FINI
 TimeUS absoluteTime clock=boot unit=us
 R radioControl
 F radioControl
 D radioControl
 Y radioControl
FINO
 TimeUS absoluteTime clock=boot unit=us
 F1A actuators
 F1O actuators
 F2A actuators
 F2O actuators
 F3A actuators
 F3O actuators
 F4A actuators
 F4O actuators
MODE
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Mode mode
 ModeNum mode
 ThrCrs actuators
 Rsn geofence
EV EVT
 TimeUS absoluteTime clock=boot unit=us
 Id mode
ERR
 TimeUS absoluteTime clock=boot unit=us
 Subsys geofence
 ECode geofence
DU32
 TimeUS absoluteTime clock=boot unit=us
 Id structural
 Value mode when=Id==7
 Value opaque
D16 D32 DU16 DFLT
 TimeUS absoluteTime clock=boot unit=us
 Id structural
 Value opaque
STAT
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 isFlying mode
 isFlyProb mode
 Armed mode
 Safety mode
 Crash mode
 Still mode
 Stage mode
 Hit mode
 Sup mode
 MainState mode
 NavState mode
 ArmS mode
 ArmState mode
 Failsafe mode
 FailsafeState mode
 Landed mode
 IsRotWing mode
 BatRem power role=batteryRemaining
 BatWarn power
 Load systemHealth
ARM
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 ArmState mode
 ArmChecks mode
 Forced mode
 Method mode
AUXF
 TimeUS absoluteTime clock=boot unit=us
 function mode
 pos mode
 source mode
 index mode
 result mode
STRT
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 SType mode
 CTot mode
 Arg1 opaque
 Arg2 opaque
RELY
 TimeUS absoluteTime clock=boot unit=us
 Instance structural
 State payloadState
LGR
 TimeUS absoluteTime clock=boot unit=us
 LandingGear mode
 WeightOnWheels mode
EKF1 NKF1 NKF6 NK11 XKF1 XKF6 XK11
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 C structural
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading role=yaw units=deg type=C
 VN motion group=velocity role=velocityNorth units=m/s type=f
 VE motion group=velocity role=velocityEast units=m/s type=f
 VD motion group=velocity role=velocityDown units=m/s type=f
 dPD motion role=velocityDown units=m/s type=f
 PN relativePosition group=local role=north units=m type=f
 PE relativePosition group=local role=east units=m type=f
 PD relativePosition group=local role=down units=m type=f
 GX calibration
 GY calibration
 GZ calibration
 OH homePosition
EKF2 NKF2 NKF7 NK12 XKF2 XKF7 XK12
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 C structural
 AX calibration
 AY calibration
 AZ calibration
 AZbias calibration
 AZ1bias calibration
 AZ2bias calibration
 GSX calibration
 GSY calibration
 GSZ calibration
 Ratio estimatorHealth
 VWN motion group=wind role=windNorth units=m/s type=c
 VWE motion group=wind role=windEast units=m/s type=c
 MN magnetic
 ME magnetic
 MD magnetic
 MX magnetic
 MY magnetic
 MZ magnetic
 MI estimatorHealth
 IDX motion
 IDY motion
 IS motion
EKF3 NKF3 NKF8 NK13 XKF3 XKF8 XK13
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 C structural
 IVN motion
 IVE motion
 IVD motion
 IPN relativePosition
 IPE relativePosition
 IPD relativePosition
 IMX magnetic
 IMY magnetic
 IMZ magnetic
 IYAW heading
 IVT motion
 RErr estimatorHealth
 ErSc estimatorHealth
EKF4 NKF4 NKF9 NK14 XKF4 XKF9 XK14
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 C structural
 SV estimatorHealth
 SP estimatorHealth
 SH estimatorHealth
 SM estimatorHealth
 SMX estimatorHealth
 SMY estimatorHealth
 SMZ estimatorHealth
 SVT estimatorHealth
 errRP estimatorHealth
 OFN relativePosition
 OFE relativePosition
 EFE relativePosition
 FS estimatorHealth
 DS estimatorHealth
 TS estimatorHealth
 SS estimatorHealth
 GPS estimatorHealth
 PI estimatorHealth
EKF5 NKF5 XKF5
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 C structural
 normInnov estimatorHealth
 NI estimatorHealth
 fScaler estimatorHealth
 FIX motion
 FIY motion
 AFI motion
 AFIX motion
 AFIY motion
 HAGL terrain
 gndPos terrain
 offset terrain
 RI terrain
 meaRng terrain
 rng terrain
 errHAGL terrain
 Herr terrain
 eAng estimatorHealth
 eVel estimatorHealth
 ePos estimatorHealth
NKF0 XKF0
 TimeUS absoluteTime clock=boot unit=us
 C structural
 ID structural
 rng relativePosition
 BPN relativePosition
 BPE relativePosition
 BPD relativePosition
 OFH relativePosition
 OFL relativePosition
 OFN relativePosition
 OFE relativePosition
 OFD relativePosition
 innov relativePosition
 SIV relativePosition
 TR estimatorHealth
NKQ NKQ1 NKQ2 NKQ3 XKQ XKQ1 XKQ2 XKQ3
 TimeUS absoluteTime clock=boot unit=us
 C structural
 Q1 heading group=attitude role=quaternionW type=f
 Q2 heading group=attitude role=quaternionX type=f
 Q3 heading group=attitude role=quaternionY type=f
 Q4 heading group=attitude role=quaternionZ type=f
NKT NKT1 NKT2 XKT
 TimeUS absoluteTime clock=boot unit=us
 C structural
 Cnt estimatorHealth
 IMUMin estimatorHealth
 IMUMax estimatorHealth
 EKFMin estimatorHealth
 EKFMax estimatorHealth
 AngMin estimatorHealth
 AngMax estimatorHealth
 VMin estimatorHealth
 VMax estimatorHealth
 VelMin estimatorHealth
 VelM estimatorHealth
NKY0 XKY0
 TimeUS absoluteTime clock=boot unit=us
 C structural
 YC heading
 Y0 heading
 Y1 heading
 Y2 heading
 Y3 heading
 Y4 heading
 YCS estimatorHealth
 W0 estimatorHealth
 W1 estimatorHealth
 W2 estimatorHealth
 W3 estimatorHealth
 W4 estimatorHealth
NKY1 XKY1
 TimeUS absoluteTime clock=boot unit=us
 C structural
 IVN0 motion
 IVN1 motion
 IVN2 motion
 IVN3 motion
 IVN4 motion
 IVE0 motion
 IVE1 motion
 IVE2 motion
 IVE3 motion
 IVE4 motion
XKTV
 TimeUS absoluteTime clock=boot unit=us
 C structural
 TVS estimatorHealth
 TVD estimatorHealth
XKFD
 TimeUS absoluteTime clock=boot unit=us
 C structural
 IX motion
 IY motion
 IZ motion
 IVX estimatorHealth
 IVY estimatorHealth
 IVZ estimatorHealth
XKFM
 TimeUS absoluteTime clock=boot unit=us
 C structural
 OGNM estimatorHealth
 GLR estimatorHealth
 ALR estimatorHealth
 GDR estimatorHealth
 ADR estimatorHealth
XKFS
 TimeUS absoluteTime clock=boot unit=us
 C structural
 MI estimatorHealth
 BI estimatorHealth
 GI estimatorHealth
 AI estimatorHealth
 SS estimatorHealth
 GPS_GTA estimatorHealth
 GPS_CHK_WAIT estimatorHealth
 MAG_FUSION estimatorHealth
XKV1 XKV2
 TimeUS absoluteTime clock=boot unit=us
 C structural
 V00 heading
 V01 heading
 V02 heading
 V03 heading
 V04 motion
 V05 motion
 V06 motion
 V07 relativePosition
 V08 relativePosition
 V09 relativePosition
 V10 estimatorHealth
 V11 estimatorHealth
 V12 estimatorHealth
 V13 estimatorHealth
 V14 estimatorHealth
 V15 estimatorHealth
 V16 magnetic
 V17 magnetic
 V18 magnetic
 V19 magnetic
 V20 magnetic
 V21 magnetic
 V22 motion
 V23 motion
ATT
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading role=yaw units=deg type=f when=AEKF!=255
 Yaw heading type=f
 Yaw heading role=yaw units=deg type=C
 RollIn attitude
 PitchIn attitude
 DesRoll attitude
 DesPitch attitude
 YawIn radioControl
 NavYaw heading
 DesYaw heading
 ErrRP estimatorHealth
 ErrorRP estimatorHealth
 ErrYaw estimatorHealth
 ErrorYaw estimatorHealth
 AEKF estimatorHealth
 qw heading group=attitude role=quaternionW type=f
 qx heading group=attitude role=quaternionX type=f
 qy heading group=attitude role=quaternionY type=f
 qz heading group=attitude role=quaternionZ type=f
 RollRate attitude
 PitchRate attitude
 YawRate attitude role=yawRate
 GX motion
 GY motion
 GZ motion
ANG
 TimeUS absoluteTime clock=boot unit=us
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading role=yaw units=deg type=f
 DesRoll attitude
 DesPitch attitude
 DesYaw heading
 Dt systemHealth
DCM
 TimeUS absoluteTime clock=boot unit=us
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading role=yaw units=deg type=f
 ErrRP estimatorHealth
 ErrYaw estimatorHealth
 VWN motion group=wind role=windNorth units=m/s type=f
 VWE motion group=wind role=windEast units=m/s type=f
 VWD motion group=wind role=windDown units=m/s type=f
 SAs motion role=airspeed units=m/s type=f
DMP
 DCMRoll attitude role=roll
 DMPRoll attitude role=roll
 DCMPtch attitude role=pitch
 DMPPtch attitude role=pitch
 DCMYaw heading role=yaw units=deg type=C
 DMPYaw heading role=yaw units=deg type=C
AOA
 TimeUS absoluteTime clock=boot unit=us
 AOA motion
 SSA motion
SMOO
 TimeUS absoluteTime clock=boot unit=us
 AEx attitude
 AEy attitude
 AEz attitude
 DPx motion
 DPy motion
 DPz motion
 R attitude role=roll
 R2 attitude role=roll
 P attitude role=pitch
 P2 attitude role=pitch
 Y heading
 Y2 heading
VISO
 TimeUS absoluteTime clock=boot unit=us
 dt systemHealth
 AngDX attitude
 AngDY attitude
 AngDZ attitude
 PosDX motion
 PosDY motion
 PosDZ motion
 conf estimatorHealth
VISP
 TimeUS absoluteTime clock=boot unit=us
 RTimeUS absoluteTime clock=own unit=us
 RemTimeUS absoluteTime clock=own unit=us
 CTimeMS absoluteTime clock=boot unit=ms
 PX relativePosition group=pose role=north units=m type=f
 PY relativePosition group=pose role=east units=m type=f
 PZ relativePosition group=pose role=down units=m type=f
 R attitude role=roll
 Roll attitude role=roll
 P attitude role=pitch
 Pitch attitude role=pitch
 Y heading
 Yaw heading
 PErr estimatorHealth
 AErr estimatorHealth
 Rst estimatorHealth
 RstCnt estimatorHealth
 ResetCnt estimatorHealth
 Ign estimatorHealth
 Q estimatorHealth
 X relativePosition
 Z relativePosition
 QuatX heading
 QuatY heading
 QuatZ heading
 QuatW heading
VISV
 TimeUS absoluteTime clock=boot unit=us
 RTimeUS absoluteTime clock=own unit=us
 CTimeMS absoluteTime clock=boot unit=ms
 VX motion group=velocity role=velocityNorth units=m/s type=f
 VY motion group=velocity role=velocityEast units=m/s type=f
 VZ motion group=velocity role=velocityDown units=m/s type=f
 VErr estimatorHealth
 Rst estimatorHealth
 RstCnt estimatorHealth
 Ign estimatorHealth
 Q estimatorHealth
MNT
 TimeUS absoluteTime clock=boot unit=us
 I structural
 DRoll payloadState
 Roll payloadState
 DPitch payloadState
 Pitch payloadState
 YawB heading
 DYawB heading
 DYawE heading
 YawE heading
 Dist terrain
 Mode payloadState
GMB1 GMB2 GMB3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 dt systemHealth
 dax inertial
 day inertial
 daz inertial
 dvx inertial
 dvy inertial
 dvz inertial
 jx payloadState
 jy payloadState
 jz payloadState
 es payloadState
 ex payloadState
 ey payloadState
 ez payloadState
 rx payloadState
 ry payloadState
 rz payloadState
 tx payloadState
 ty payloadState
 tz payloadState
 rl_torque_cmd payloadState
 el_torque_cmd payloadState
 az_torque_cmd payloadState
WINC
 TimeUS absoluteTime clock=boot unit=us
 Heal payloadState
 ThEnd payloadState
 Mov payloadState
 Clut payloadState
 Mode payloadState
 DLen altitude
 Len altitude
 DRate payloadState
 Tens payloadState
 Vcc power
 Temp pressure
SLUP TETH
 TimeUS absoluteTime clock=boot unit=us
 Land payloadState
 Tens payloadState
 Len payloadState
 PN relativePosition
 PE relativePosition
 PD relativePosition
 VN motion
 VE motion
 VD motion
 AN motion
 AE motion
 AD motion
 VFN motion
 VFE motion
 VFD motion
CMD MISE
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 CTot mode
 CNum structural
 CId mode role=command type=H
 CId mode type=B
 COpt structural
 Prm1 mode role=param1 type=f
 Prm1 opaque
 Prm2 mode role=param2 type=f
 Prm3 mode role=param3 type=f
 Prm4 mode role=param4 type=f
 Lat missionPosition type=L when=COpt!=255
 Lat homePosition when=CNum==0
 Lat mode role=param5 type=fL
 Lng missionPosition type=L when=COpt!=255
 Lng homePosition when=CNum==0
 Lng mode role=param6 type=fL
 Alt homePosition when=CNum==0
 Alt mode role=param7 type=f
 Alt missionPosition
 Frame structural role=commandFrame
CMDA CMDH CMDI CMDS
 TimeUS absoluteTime clock=boot unit=us
 CId mode role=command type=H
 TSys structural
 TCmp structural
 cur opaque
 cont opaque
 Prm1 mode role=param1 type=f
 Prm2 mode role=param2 type=f
 Prm3 mode role=param3 type=f
 Prm4 mode role=param4 type=f
 Lat mode role=param5 type=i
 Lng mode role=param6 type=i
 Alt mode role=param7 type=f
 F structural role=commandFrame
MAVC
 TimeUS absoluteTime clock=boot unit=us
 TS structural
 TC structural
 SS structural
 SC structural
 Fr structural role=commandFrame
 Cmd mode role=command type=H
 Cur opaque
 AC opaque
 P1 mode role=param1 type=f
 P2 mode role=param2 type=f
 P3 mode role=param3 type=f
 P4 mode role=param4 type=f
 X mode role=param5 type=i
 Y mode role=param6 type=i
 Z mode role=param7 type=f
 Res mode
 WL structural
FNCE
 TimeUS absoluteTime clock=boot unit=us
 Tot structural
 Seq structural
 Type structural
 Count structural
 Lat missionPosition group=point role=latitude units=deg type=L
 Lng missionPosition group=point role=longitude units=deg type=L
 Radius missionPosition role=distance units=m type=f
FENC
 TimeUS absoluteTime clock=boot unit=us
 EN geofence
 AE geofence
 CF geofence
 EF geofence
 DF geofence
 Alt altitude
RALY
 TimeUS absoluteTime clock=boot unit=us
 Tot structural
 Seq structural
 Lat missionPosition group=point role=latitude units=deg type=L
 Lng missionPosition group=point role=longitude units=deg type=L
 Alt missionPosition
 Flags structural
NTUN
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Yaw heading role=yaw units=deg type=C
 Yaw heading role=yaw units=cdeg type=H
 WpDist relativePosition
 Dist relativePosition
 WPDst relativePosition
 XT relativePosition
 XTi relativePosition
 XTrack relativePosition
 TargBrg heading role=bearing units=deg type=Cc
 NavBrg heading role=bearing units=deg type=Cc
 TargBrg heading role=bearing units=cdeg type=H
 NavBrg heading role=bearing units=cdeg type=H
 TBrg heading role=bearing units=deg type=c
 WPBrg heading role=bearing units=deg type=c
 WpBrg heading role=bearing units=cdeg type=H
 WpBrg heading role=bearing units=deg type=f
 DesYaw heading
 AltErr altitude
 AltE altitude
 Arspd motion role=airspeed units=m/s type=c
 Alt pressure
 GSpdCM motion role=groundSpeed units=cm/s type=I
 Thr actuators
 AsE motion role=airspeed units=m/s type=f
 AspdE motion role=airspeed units=m/s type=f
 ArspdErr motion role=airspeed units=m/s type=f
 TLat missionPosition group=target role=latitude units=deg type=L
 TLng missionPosition group=target role=longitude units=deg type=L
 TAW altitude
 TAT altitude
 TAlt altitude
 TAsp motion
 TAspd motion role=airspeed units=cm/s type=i
 DPosX relativePosition group=target role=north units=cm type=f
 DPosY relativePosition group=target role=east units=cm type=f
 PosX relativePosition group=local role=north units=cm type=f
 PosY relativePosition group=local role=east units=cm type=f
 PErX relativePosition
 PErY relativePosition
 DVelX motion group=wanted role=velocityNorth units=cm/s type=f
 DVelY motion group=wanted role=velocityEast units=cm/s type=f
 VelX motion group=velocity role=velocityNorth units=cm/s type=f
 VelY motion group=velocity role=velocityEast units=cm/s type=f
 DAccX motion group=acceleration role=accelerationNorth units=cm/s/s type=f
 DAcX motion group=acceleration role=accelerationNorth units=cm/s/s type=f
 DAccY motion group=acceleration role=accelerationEast units=cm/s/s type=f
 DAcY motion group=acceleration role=accelerationEast units=cm/s/s type=f
 DRol attitude
 DPit attitude
 NavGain parameter
GUID GUIP
 TimeUS absoluteTime clock=boot unit=us
 Type mode
 pX missionPosition
 pY missionPosition
 pZ missionPosition
 Terrain structural
 vX motion
 vY motion
 vZ motion
 aX motion
 aY motion
 aZ motion
GUIA
 TimeUS absoluteTime clock=boot unit=us
 Type mode
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading
 RollRt attitude
 PitchRt attitude
 YawRt attitude role=yawRate
 Thrust actuators
 ClimbRt motion role=climbRate units=m/s type=f
OFG
 TimeUS absoluteTime clock=boot unit=us
 Arsp motion
 ArspA motion
 Alt missionPosition
 AltA motion
 AltF structural
 AltL structural
 Hdg heading
 HdgA heading
PSCN PSCE
 TimeUS absoluteTime clock=boot unit=us
 DPN relativePosition
 TPN relativePosition
 PN relativePosition
 DPE relativePosition
 TPE relativePosition
 PE relativePosition
 DVN motion
 TVN motion
 VN motion
 DAN motion
 TAN motion
 AN motion
 DVE motion
 TVE motion
 VE motion
 DAE motion
 TAE motion
 AE motion
PSCD
 TimeUS absoluteTime clock=boot unit=us
 DPD relativePosition role=down units=m type=f
 TPD relativePosition role=down units=m type=f
 PD relativePosition role=down units=m type=f
 DVD motion role=velocityDown units=m/s type=f
 TVD motion role=velocityDown units=m/s type=f
 VD motion role=velocityDown units=m/s type=f
 DAD motion role=accelerationDown type=f
 TAD motion role=accelerationDown type=f
 AD motion role=accelerationDown type=f
PSON PSOE
 TimeUS absoluteTime clock=boot unit=us
 TPON relativePosition
 PON relativePosition
 TPOE relativePosition
 POE relativePosition
 TVON motion
 VON motion
 TAON motion
 AON motion
 TVOE motion
 VOE motion
 TAOE motion
 AOE motion
PSOD
 TimeUS absoluteTime clock=boot unit=us
 TPOD relativePosition role=down units=m type=f
 POD relativePosition role=down units=m type=f
 TVOD motion role=velocityDown units=m/s type=f
 VOD motion role=velocityDown units=m/s type=f
 TAOD motion role=accelerationDown type=f
 AOD motion role=accelerationDown type=f
PSOT
 TimeUS absoluteTime clock=boot unit=us
 TPOT terrain
 POT terrain
 TVOT terrain
 VOT terrain
 TAOT terrain
 AOT terrain
PSC
 TimeUS absoluteTime clock=boot unit=us
 TPX relativePosition group=target role=north units=m type=f
 TPY relativePosition group=target role=east units=m type=f
 PX relativePosition group=local role=north units=m type=f
 PY relativePosition group=local role=east units=m type=f
 TVX motion group=wanted role=velocityNorth units=m/s type=f
 TVY motion group=wanted role=velocityEast units=m/s type=f
 VX motion group=velocity role=velocityNorth units=m/s type=f
 VY motion group=velocity role=velocityEast units=m/s type=f
 TAX motion group=accelerationWanted role=accelerationNorth type=f
 TAY motion group=accelerationWanted role=accelerationEast type=f
 AX motion group=acceleration role=accelerationNorth type=f
 AY motion group=acceleration role=accelerationEast type=f
PSCZ
 TimeUS absoluteTime clock=boot unit=us
 TPZ altitude
 PZ altitude
 DVZ motion
 TVZ motion
 VZ motion
 DAZ motion
 TAZ motion
 AZ motion
 ThO actuators
QPOS
 TimeUS absoluteTime clock=boot unit=us
 State mode
 Dist relativePosition
 TSpd motion
 TAcc motion
 OShoot mode
SA
 TimeUS absoluteTime clock=boot unit=us
 State mode
 Back mode
 DVelX motion
 DVelY motion
 DVelZ motion
 MVelX motion
 MVelY motion
 MVelZ motion
OABR
 TimeUS absoluteTime clock=boot unit=us
 Active mode
 Type mode
 Act mode
 RChg mode
 DesYaw heading
 DYaw heading
 Yaw heading
 DP attitude
 Mar terrain
 DLat missionPosition group=destination role=latitude units=deg type=L
 DLt missionPosition group=destination role=latitude units=deg type=L
 DLng missionPosition group=destination role=longitude units=deg type=L
 DLg missionPosition group=destination role=longitude units=deg type=L
 OALat missionPosition group=detour role=latitude units=deg type=L
 OLt missionPosition group=detour role=latitude units=deg type=L
 OALng missionPosition group=detour role=longitude units=deg type=L
 OLg missionPosition group=detour role=longitude units=deg type=L
 DAlt altitude
 OAlt altitude
OADJ
 TimeUS absoluteTime clock=boot unit=us
 State mode
 Err mode
 CurrPoint mode
 TotPoints mode
 DLat missionPosition group=destination role=latitude units=deg type=L
 DLng missionPosition group=destination role=longitude units=deg type=L
 OALat missionPosition group=detour role=latitude units=deg type=L
 OALng missionPosition group=detour role=longitude units=deg type=L
OAVG
 TimeUS absoluteTime clock=boot unit=us
 version structural
 point_num structural
 Lat missionPosition group=point role=latitude units=deg type=L
 Lon missionPosition group=point role=longitude units=deg type=L
SRTL
 TimeUS absoluteTime clock=boot unit=us
 Active mode
 NumPts relativePosition
 MaxPts mode
 Action mode
 N relativePosition group=point role=north units=m type=f
 E relativePosition group=point role=east units=m type=f
 D relativePosition group=point role=down units=m type=f
PL
 TimeUS absoluteTime clock=boot unit=us
 Heal mode
 TAcq mode
 Est mode
 pX thirdPartyPosition
 pY thirdPartyPosition
 mX thirdPartyPosition
 mY thirdPartyPosition
 mZ thirdPartyPosition
 bX thirdPartyPosition
 bY thirdPartyPosition
 eX thirdPartyPosition
 eY thirdPartyPosition
 vX motion
 vY motion
 LastMeasMS absoluteTime clock=boot unit=ms
 LastMeasUS absoluteTime clock=boot unit=ms
 EKFOutl estimatorHealth
DOCK
 TimeUS absoluteTime clock=boot unit=us
 DockX thirdPartyPosition
 DockY thirdPartyPosition
 DockDist thirdPartyPosition
 TPosX missionPosition
 TPosY missionPosition
 DSpd motion
 DTrnRt motion
DSTL
 TimeUS absoluteTime clock=boot unit=us
 Stg mode
 THdg heading
 Lat homePosition
 Lng homePosition
 Alt homePosition
 XT relativePosition
 Travel relativePosition
 Loiter relativePosition
 L1I relativePosition
 Des attitude
 P attitude
 I attitude
 D attitude
LAND
 TimeUS absoluteTime clock=boot unit=us
 stage mode
 f1 mode
 f2 mode
 Landed mode
 slope altitude
 slopeInit altitude
 altO terrain
 fh altitude
LDET
 TimeUS absoluteTime clock=boot unit=us
 Flags mode
 Count mode
FOLL
 TimeUS absoluteTime clock=boot unit=us
 Lat thirdPartyPosition
 Lon thirdPartyPosition
 Alt thirdPartyPosition
 VelN thirdPartyPosition
 VelE thirdPartyPosition
 VelD thirdPartyPosition
 VelX thirdPartyPosition
 VelY thirdPartyPosition
 VelZ thirdPartyPosition
 LatE thirdPartyPosition
 LonE thirdPartyPosition
 AltE thirdPartyPosition
 FrmE thirdPartyPosition
ADSB
 TimeUS absoluteTime clock=boot unit=us
 ICAO_address thirdPartyIdentity
 Squark thirdPartyIdentity
 Lat thirdPartyPosition
 Lng thirdPartyPosition
 Alt thirdPartyPosition
 Heading thirdPartyPosition
 Hor_vel thirdPartyPosition
 Ver_vel thirdPartyPosition
AIS1 AIS4 AIS5 AISR
 TimeUS absoluteTime clock=boot unit=us
 US absoluteTime clock=boot unit=us
 typ thirdPartyPosition
 rep thirdPartyPosition
 nav thirdPartyPosition
 rot thirdPartyPosition
 sog thirdPartyPosition
 pos thirdPartyPosition
 lon thirdPartyPosition
 lat thirdPartyPosition
 cog thirdPartyPosition
 hed thirdPartyPosition
 sec thirdPartyPosition
 man thirdPartyPosition
 raim thirdPartyPosition
 rad thirdPartyPosition
 mmsi thirdPartyIdentity
 imo thirdPartyIdentity
 cal thirdPartyIdentity
 nam thirdPartyIdentity
 bow thirdPartyIdentity
 stn thirdPartyIdentity
 prt thirdPartyIdentity
 str thirdPartyIdentity
 year absoluteTime clock=gps
 mth absoluteTime clock=gps
 day absoluteTime clock=gps
 h absoluteTime clock=gps
 m absoluteTime clock=gps
 s absoluteTime clock=gps
 fix thirdPartyPosition
 epfd thirdPartyPosition
 ver thirdPartyPosition
 dght thirdPartyPosition
 dst thirdPartyPosition
 dte thirdPartyPosition
 num opaque
 total opaque
 ID opaque
 payload opaque
VPOS VBAR
 TimeUS absoluteTime clock=boot unit=us
 Lat thirdPartyPosition
 Lng thirdPartyPosition
 Alt thirdPartyPosition
 VelX thirdPartyPosition
 VelY thirdPartyPosition
 VelZ thirdPartyPosition
 Heading thirdPartyPosition
 Speed thirdPartyPosition
 Press pressure
 AltDiff thirdPartyPosition
BCN
 TimeUS absoluteTime clock=boot unit=us
 Health estimatorHealth
 Cnt satellites
 D0 relativePosition
 D1 relativePosition
 D2 relativePosition
 D3 relativePosition
 PosX relativePosition
 PosY relativePosition
 PosZ relativePosition
GPS GPS2 GPSB DGPS
 TimeUS absoluteTime clock=boot unit=us
 I structural
 Status estimatorHealth
 TimeMS absoluteTime clock=gps unit=ms role=gpsMsOfWeek
 GMS absoluteTime clock=gps unit=ms role=gpsMsOfWeek
 Week absoluteTime clock=gps role=gpsWeek
 GWk absoluteTime clock=gps role=gpsWeek
 Time absoluteTime clock=gps
 T absoluteTime clock=boot unit=ms
 NSats satellites
 HDop satellites
 HDp satellites
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 RelAlt altitude group=fix role=altitude datum=home units=m type=e
 RAlt altitude group=fix role=altitude datum=home units=m type=e
 Alt altitude group=fix role=altitude datum=amsl units=m type=e
 Spd motion group=fix role=groundSpeed of=receiver units=m/s type=Ef
 GCrs motion group=fix role=course of=receiver units=deg type=e when=Spd&4294967232
 GCrs motion
 VZ motion group=fix role=velocityDown type=f
 DSc satellites
 DAg satellites
 U estimatorHealth
 Yaw heading group=fix role=yaw units=deg type=f
 GPSTime absoluteTime clock=unix unit=us
 Fix estimatorHealth
 EPH satellites
 EPV satellites
 nSat satellites
 SNR satellites
 N satellites
 J satellites
 Lon aircraftPosition group=fix role=longitude units=deg type=L
 Alt altitude group=fix role=altitude datum=amsl units=m type=f
 VelN motion group=fix role=velocityNorth of=receiver units=m/s type=f
 VelE motion group=fix role=velocityEast of=receiver units=m/s type=f
 VelD motion group=fix role=velocityDown of=receiver units=m/s type=f
 Cog motion
GPA GPA2 GPAB
 TimeUS absoluteTime clock=boot unit=us
 I structural
 VDop satellites
 HAcc satellites
 VAcc satellites
 SAcc satellites
 YAcc satellites
 VV estimatorHealth
 SMS absoluteTime clock=boot unit=ms
 Delta systemHealth
 Und altitude
 AEl altitude role=altitude datum=ellipsoid units=m type=e
 RTCMFU absoluteTime clock=past
 RTCMFD absoluteTime clock=past
GPYW
 TimeUS absoluteTime clock=boot unit=us
 Id structural
 RHD heading
 RDist calibration
 RDown calibration
 MinCDown calibration
 MaxCDown calibration
 OK estimatorHealth
UBX1 UBX2 UBX3 UBY1 UBY2
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Instance structural
 noisePerMS satellites
 jamInd satellites
 agcCnt satellites
 ofsI satellites
 magI satellites
 ofsQ satellites
 magQ satellites
 hAcc satellites
 vAcc satellites
 sAcc satellites
 aPower systemHealth
 config systemHealth
UBXT
 TimeUS absoluteTime clock=boot unit=us
 I structural
 ch structural
 flags systemHealth
 count absoluteTime clock=past
 wnR absoluteTime clock=gps
 MsR absoluteTime clock=gps
 SubMsR absoluteTime clock=gps
 wnF absoluteTime clock=gps
 MsF absoluteTime clock=gps
 SubMsF absoluteTime clock=gps
 accEst satellites
GRAW GRXH GRXS
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 WkMS absoluteTime clock=gps
 rcvTime absoluteTime clock=gps
 Week absoluteTime clock=gps
 week absoluteTime clock=gps
 leapS opaque
 numMeas opaque
 recStat opaque
 numSV opaque
 sv opaque
 cpMes opaque
 prMes opaque
 doMes opaque
 mesQI opaque
 cno opaque
 lli opaque
 gnss opaque
 freq opaque
 lock opaque
 prD opaque
 cpD opaque
 doD opaque
 trk opaque
SBFE
 TimeUS absoluteTime clock=boot unit=us
 TOW absoluteTime clock=gps unit=ms role=gpsMsOfWeek
 WN absoluteTime clock=gps role=gpsWeek
 Mode estimatorHealth
 Err estimatorHealth
 Lat aircraftPosition group=fix role=latitude units=deg type=d
 Lng aircraftPosition group=fix role=longitude units=deg type=d
 Long aircraftPosition group=fix role=longitude units=deg type=d
 Height altitude role=altitude datum=ellipsoid units=m type=d
 Undul altitude
 Vn motion group=fix role=velocityNorth of=receiver units=m/s type=f
 Ve motion group=fix role=velocityEast of=receiver units=m/s type=f
 Vu motion group=fix role=velocityUp of=receiver units=m/s type=f
 COG motion
SBPB SBPL
 TimeMS absoluteTime clock=boot unit=ms
 tow absoluteTime clock=gps
 x opaque
 y opaque
 z opaque
 len opaque
 bx opaque
 by opaque
 bz opaque
 lat aircraftPosition
 lon aircraftPosition
 alt aircraftPosition
 acc satellites
 bacc satellites
 num_sats satellites
 flags estimatorHealth
SBPH
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 PHz linkHealth
 VHz linkHealth
 BHz linkHealth
 UpHz linkHealth
 PosHz linkHealth
 VelHz linkHealth
 DopsHz linkHealth
 BaseHz linkHealth
 CrcHz linkHealth
 CrcError linkHealth
 dgpsOn linkHealth
 rtkOn linkHealth
 hasRtkBase linkHealth
 IAR satellites
 IARhyp satellites
 LastInject absoluteTime clock=boot unit=ms
SBRE
 TimeUS absoluteTime clock=boot unit=us
 GWk absoluteTime clock=gps role=gpsWeek
 GMS absoluteTime clock=gps unit=ms role=gpsMsOfWeek
 ns_residual absoluteTime clock=gps
 level opaque
 quality opaque
SBRH SBRM SBR1 SBR2
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 msg_flag opaque
 1 opaque
 2 opaque
 3 opaque
 4 opaque
 5 opaque
 6 opaque
 7 opaque
 8 opaque
 9 opaque
 10 opaque
 11 opaque
 12 opaque
 13 opaque
 msg_type opaque
 sender_id opaque
 msg_len opaque
 d1 opaque
 d2 opaque
 d3 opaque
 d4 opaque
SBT1 SBT2
 TimeMS absoluteTime clock=boot unit=ms
 s1 opaque
 c1 opaque
 s2 opaque
 c2 opaque
 s3 opaque
 c3 opaque
 s4 opaque
 c4 opaque
 s5 opaque
 c5 opaque
 s6 opaque
 c6 opaque
 s7 opaque
 c7 opaque
 s8 opaque
 c8 opaque
 s9 opaque
 c9 opaque
 s10 opaque
 c10 opaque
 s11 opaque
 c11 opaque
 s12 opaque
 c12 opaque
 s13 opaque
 c13 opaque
 s14 opaque
 c14 opaque
POS
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 Alt altitude group=fix role=altitude datum=amsl units=m type=f
 RelHomeAlt altitude group=fix role=altitude datum=home units=m type=f
 RelAlt altitude group=fix role=altitude datum=local units=m type=f
 RelOriginAlt altitude group=fix role=altitude datum=local units=m type=f
AHR2
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading group=fix role=yaw units=deg type=C
 Alt altitude group=fix role=altitude units=m type=f
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 Q1 heading group=fix role=quaternionW type=f
 Q2 heading group=fix role=quaternionX type=f
 Q3 heading group=fix role=quaternionY type=f
 Q4 heading group=fix role=quaternionZ type=f
EAHR EAH1 BBX1
 TimeUS absoluteTime clock=boot unit=us
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading group=fix role=yaw units=deg type=f
 VN motion group=fix role=velocityNorth units=m/s type=f
 VE motion group=fix role=velocityEast units=m/s type=f
 VD motion group=fix role=velocityDown units=m/s type=f
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lon aircraftPosition group=fix role=longitude units=deg type=L
 Alt altitude role=altitude datum=ellipsoid units=m type=f
 UXY estimatorHealth
 UV estimatorHealth
 UR estimatorHealth
 UP estimatorHealth
 UY estimatorHealth
 Flg estimatorHealth
BBX2
 TimeUS absoluteTime clock=boot unit=us
 GyrX inertial
 GyrY inertial
 GyrZ inertial
 AccX inertial
 AccY inertial
 AccZ inertial
EAHV
 TimeUS absoluteTime clock=boot unit=us
 Vel estimatorHealth
 Pos estimatorHealth
 Hgt estimatorHealth
 TAS estimatorHealth
 MagX magnetic
 MagY magnetic
 MagZ magnetic
EAH3 EAHI VNIM
 TimeUS absoluteTime clock=boot unit=us
 Temp pressure
 Pres pressure
 MX magnetic
 MY magnetic
 MZ magnetic
 AX inertial
 AY inertial
 AZ inertial
 GX inertial
 GY inertial
 GZ inertial
 Q1 heading group=attitude role=quaternionW type=f
 Q2 heading group=attitude role=quaternionX type=f
 Q3 heading group=attitude role=quaternionY type=f
 Q4 heading group=attitude role=quaternionZ type=f
VNAT EAHA
 TimeUS absoluteTime clock=boot unit=us
 Q1 heading
 Q2 heading
 Q3 heading
 Q4 heading
 Yaw heading role=yaw units=deg type=f
 Pitch attitude role=pitch
 Roll attitude role=roll
 YU estimatorHealth
 PU estimatorHealth
 RU estimatorHealth
VNKF EAHK
 TimeUS absoluteTime clock=boot unit=us
 InsStatus estimatorHealth
 Lat aircraftPosition group=fix role=latitude units=deg type=d
 Lon aircraftPosition group=fix role=longitude units=deg type=d
 Alt altitude role=altitude datum=ellipsoid units=m type=d
 VelN motion group=fix role=velocityNorth units=m/s type=f
 VelE motion group=fix role=velocityEast units=m/s type=f
 VelD motion group=fix role=velocityDown units=m/s type=f
 PosU estimatorHealth
 VelU estimatorHealth
ILB1 ILB2 ILB3 ILB4 ILB5 ILB6 ILB7 ILB8
 TimeUS absoluteTime clock=boot unit=us
 GMS absoluteTime clock=gps
 GpsHTS absoluteTime clock=gps
 GWk absoluteTime clock=gps
 GyrX inertial
 GyrY inertial
 GyrZ inertial
 AccX inertial
 AccY inertial
 AccZ inertial
 PosVarN relativePosition
 PosVarE relativePosition
 PosVarD relativePosition
 PVN relativePosition
 PVE relativePosition
 PVD relativePosition
 VelVarN motion
 VelVarE motion
 VelVarD motion
 VVN motion
 VVE motion
 VVD motion
 MagX magnetic
 MagY magnetic
 MagZ magnetic
 Stat1 systemHealth
 Stat2 systemHealth
 SpStat systemHealth
 ADU systemHealth
 USW systemHealth
 USW2 systemHealth
 FType estimatorHealth
 GI1 satellites
 GI2 satellites
 GSS satellites
 GJS satellites
 GAPS satellites
 NewGPS satellites
 NSat satellites
 GDOP satellites
 PDOP satellites
 HDOP satellites
 VDOP satellites
 TDOP satellites
 TAS motion
 WVN motion group=wind role=windNorth units=m/s type=f
 VWN motion group=wind role=windNorth units=m/s type=f
 WVE motion group=wind role=windEast units=m/s type=f
 VWE motion group=wind role=windEast units=m/s type=f
 WVD motion group=wind role=windDown units=m/s type=f
 VWD motion group=wind role=windDown units=m/s type=f
 Press pressure
 Diff pressure
 Temp pressure
 Alt altitude
 Lat aircraftPosition group=fix
 Lng aircraftPosition group=fix
 Lon aircraftPosition group=fix
 GCrs motion group=fix
 Spd motion group=fix
 VZ motion group=fix
 GpsYaw heading
 GpsPitch heading
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading role=yaw units=deg type=f
 VN motion group=fix
 VE motion group=fix
 VD motion group=fix
 Vdc power
CAM TRIG
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 GPSTime absoluteTime clock=gps unit=ms role=gpsMsOfWeek
 GPSWeek absoluteTime clock=gps role=gpsWeek
 I structural
 Img absoluteTime clock=past
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 Alt altitude group=fix role=altitude datum=amsl units=m type=e
 RelAlt altitude group=fix role=altitude datum=home units=m type=e
 GPSAlt altitude
 Roll attitude role=roll
 R attitude role=roll
 Pitch attitude role=pitch
 P attitude role=pitch
 Yaw heading group=fix role=yaw units=deg type=C
 Y heading group=fix role=yaw units=deg type=Cf
TERR
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Status systemHealth
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 Spacing terrain
 TerrH terrain
 CHeight terrain
 ROfs terrain
 Pending terrain
 Loaded terrain
DPTH
 TimeUS absoluteTime clock=boot unit=us
 Inst structural
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 Depth terrain
 Temp pressure
ORGN
 TimeUS absoluteTime clock=boot unit=us
 Type structural
 Lat homePosition group=place role=latitude units=deg type=L
 Lng homePosition group=place role=longitude units=deg type=L
 Alt homePosition group=place role=altitude datum=amsl units=m type=e
INAV
 BAlt pressure
 IAlt altitude role=altitude datum=home units=m type=c
 IClb motion role=climbRate units=m/s type=c
 ACorrX motion
 ACorrY motion
 ACorrZ motion
 GLat relativePosition
 GLng relativePosition
 ILat relativePosition
 ILng relativePosition
GPOS
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lon aircraftPosition group=fix role=longitude units=deg type=L
 Alt altitude group=fix role=altitude units=m type=f
 VelN motion group=fix role=velocityNorth units=m/s type=f
 VelE motion group=fix role=velocityEast units=m/s type=f
 VelD motion group=fix role=velocityDown units=m/s type=f
 EPH estimatorHealth
 EPV estimatorHealth
 TALT terrain
LPOS
 X relativePosition group=local role=north units=m type=f
 Y relativePosition group=local role=east units=m type=f
 Z relativePosition group=local role=down units=m type=f
 Dist terrain
 DistR terrain
 VX motion group=velocity role=velocityNorth units=m/s type=f
 VY motion group=velocity role=velocityEast units=m/s type=f
 VZ motion group=velocity role=velocityDown units=m/s type=f
 RLat homePosition group=origin role=latitude units=deg type=L
 RLon homePosition group=origin role=longitude units=deg type=L
 RAlt homePosition group=origin role=altitude units=m type=f
 PFlg estimatorHealth
 LFlg estimatorHealth
 GFlg estimatorHealth
 EPH estimatorHealth
 EPV estimatorHealth
BAT BAT2 BAT3 BAT4 BAT5 BAT6 BAT7 BAT8 BAT9
 TimeUS absoluteTime clock=boot unit=us
 Inst structural role=batteryId
 Instance structural role=batteryId
 Volt power
 VoltR power
 Curr power
 Temp power
 Res power
 H power
 SH power
 CurrTot power role=total
 EnrgTot power role=total
 RemPct power role=batteryRemaining
BCL BCL2 BCL3 BCL4 BCL5 BCL6 BCL7 BCL8 BCL9
 TimeUS absoluteTime clock=boot unit=us
 Instance structural
 Volt power
 V1 power
 V2 power
 V3 power
 V4 power
 V5 power
 V6 power
 V7 power
 V8 power
 V9 power
 V10 power
 V11 power
 V12 power
 V13 power
 V14 power
CURR CUR2
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Thr actuators
 ThrOut actuators
 Throttle actuators
 ThrInt actuators role=total
 Volt power
 Volt2 power
 Curr power
 Vcc power
 Temp power
 V1 power
 V2 power
 V3 power
 V4 power
 V5 power
 V6 power
 V7 power
 V8 power
 V9 power
 V10 power
 CurrTot power role=total
POWR
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Vcc power
 VServo power
 Flags power
 AccFlags power
 Safety systemHealth
 MTemp pressure
 MVolt power
 MVmin power
 MVmax power
MCU
 TimeUS absoluteTime clock=boot unit=us
 MTemp pressure
 MVolt power
 MVmin power
 MVmax power
MPPT
 TimeUS absoluteTime clock=boot unit=us
 Inst structural
 SN deviceIdentity
 F power
 Temp power
 InV power
 InC power
 InP power
 OutV power
 OutC power
 OutP power
MOTB
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 LiftMax actuators
 BatVolt actuators
 BatRes actuators
 ThLimit actuators
 ThrAvMx actuators
 ThrOut actuators
 FailFlags actuators
MOT
 Mot1 actuators
 Mot2 actuators
 Mot3 actuators
 Mot4 actuators
 Mot5 actuators
 Mot6 actuators
 Mot7 actuators
 Mot8 actuators
 GGain actuators
THST
 TimeUS absoluteTime clock=boot unit=us
 Vol power
 Mul actuators
 M1 actuators
 M2 actuators
 M3 actuators
 M4 actuators
ESC ESC1 ESC2 ESC3 ESC4 ESC5 ESC6 ESC7 ESC8 CESC
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Instance structural
 Id structural
 RPM actuators
 RawRPM actuators
 Temp actuators
 MotTemp actuators
 Pow actuators
 Volt power
 Voltage power
 Curr power
 CTot power role=total
 Err linkHealth
 ECnt linkHealth
 count absoluteTime clock=past
 nESC structural
 Conn structural
 N structural
 Adr structural
 Ver firmwareIdentity
 Amp power
 SetP actuators
 SetPRAW actuators
ESCX EDT2
 TimeUS absoluteTime clock=boot unit=us
 Instance structural
 inpct actuators
 outpct actuators
 flags actuators
 Pwr actuators
 Stress actuators
 MaxStress actuators
 Status actuators
RPM
 TimeUS absoluteTime clock=boot unit=us
 I structural
 RPM actuators
 Qual actuators
 H actuators
 rpm1 actuators
 rpm2 actuators
RCOU RCO2 RCO3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Ch1 actuators
 Ch2 actuators
 Ch3 actuators
 Ch4 actuators
 Ch5 actuators
 Ch6 actuators
 Ch7 actuators
 Ch8 actuators
 Ch9 actuators
 Ch10 actuators
 Ch11 actuators
 Ch12 actuators
 Chan1 actuators
 Chan2 actuators
 Chan3 actuators
 Chan4 actuators
 Chan5 actuators
 Chan6 actuators
 Chan7 actuators
 Chan8 actuators
 C1 actuators
 C2 actuators
 C3 actuators
 C4 actuators
 C5 actuators
 C6 actuators
 C7 actuators
 C8 actuators
 C9 actuators
 C10 actuators
 C11 actuators
 C12 actuators
 C13 actuators
 C14 actuators
 C15 actuators
 C16 actuators
 C17 actuators
 C18 actuators
 C19 actuators
 C20 actuators
 C21 actuators
 C22 actuators
 C23 actuators
 C24 actuators
 C25 actuators
 C26 actuators
 C27 actuators
 C28 actuators
 C29 actuators
 C30 actuators
 C31 actuators
 C32 actuators
RCIN RCI2
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 C1 radioControl
 C2 radioControl
 C3 radioControl
 C4 radioControl
 C5 radioControl
 C6 radioControl
 C7 radioControl
 C8 radioControl
 C9 radioControl
 C10 radioControl
 C11 radioControl
 C12 radioControl
 C13 radioControl
 C14 radioControl
 C15 radioControl
 C16 radioControl
 Chan1 radioControl
 Chan2 radioControl
 Chan3 radioControl
 Chan4 radioControl
 Chan5 radioControl
 Chan6 radioControl
 Chan7 radioControl
 Chan8 radioControl
 OMask radioControl
 Flags radioControl
RCDA
 TimeUS absoluteTime clock=boot unit=us
 TS opaque
 Prot opaque
 Len opaque
 U0 opaque
 U1 opaque
 U2 opaque
 U3 opaque
 U4 opaque
 U5 opaque
 U6 opaque
 U7 opaque
 U8 opaque
 U9 opaque
CSRV CVOL VOLZ SMVZ
 TimeUS absoluteTime clock=boot unit=us
 Id structural
 I structural
 Pos actuators
 Force actuators
 Speed actuators
 Pow actuators
 PosCmd actuators
 Dang actuators
 ang actuators
 DesPos actuators
 V power
 A power
 Cur power
 pc power
 sc power
 pv power
 sv power
 MotT actuators
 T actuators
 mt actuators
 PCBT pressure
 pt pressure
 Err actuators
SWSH
 TimeUS absoluteTime clock=boot unit=us
 I structural
 Col actuators
 TCyc actuators
 PCyc actuators
 RCyc actuators
HELI HRSC
 TimeUS absoluteTime clock=boot unit=us
 I structural
 DRRPM actuators
 ERRPM actuators
 Gov actuators
 Throt actuators
 Ramp actuators
 Stat actuators
EFI EFI2 EFIS ECYL
 TimeUS absoluteTime clock=boot unit=us
 LP actuators
 Rpm actuators
 SDT actuators
 ECT actuators
 OilP actuators
 OilT actuators
 FP actuators
 TPS actuators
 IgnT actuators
 InjT actuators
 CHT actuators
 EGT actuators
 Lambda actuators
 CHT2 actuators
 EGT2 actuators
 ATM pressure
 IMP pressure
 IMT pressure
 FCR power
 CFV power role=total
 IDX structural
 Inst structural
 Healthy actuators
 ES actuators
 GE actuators
 CSE actuators
 TS actuators
 FPS actuators
 OPS actuators
 DS actuators
 MS actuators
 DebS actuators
 SPU actuators
 EET actuators
 FLAG actuators
 CRF actuators
 AKF actuators
 ThO actuators
 ThM actuators
 ETS1 actuators
 ETS2 actuators
 CTS1 actuators
 CTS2 actuators
 ETSS actuators
 ATSS actuators
 APSS actuators
 TSS actuators
 CRCF actuators
 AckF actuators
 ThrO actuators
 Up actuators
LOEC LOEG
 TimeUS absoluteTime clock=boot unit=us
 SI structural
 CI structural
 I structural
 C mode
 ES actuators
 GS actuators
 Thr actuators
 Strtr actuators
 VB power
 CB power
 CG power
 EB power
 Th actuators
 RPM actuators
 PW actuators
 CHT actuators
 TPS actuators
 FF power
 FC power role=total
 EP pressure
 EMT pressure
GEN RICH
 TimeUS absoluteTime clock=boot unit=us
 runTime deviceIdentity
 maintTime deviceIdentity
 errors actuators
 rpm actuators
 mode actuators
 ovolt power
 ocurr power
IE24 IEFC
 TimeUS absoluteTime clock=boot unit=us
 FUEL power role=batteryRemaining
 Tank power role=batteryRemaining
 SPMPWR power
 POUT power
 ERR power
 BattV power
 OutPwr power
 SPMPwr power
 FNo power
 BPwr power
 State power
 F1 power
 F2 power
 Inlet power
TRMP TRMS TRQD TRSE TRST
 TimeUS absoluteTime clock=boot unit=us
 I structural
 RPM actuators
 Pow actuators
 ETemp actuators
 MTemp actuators
 State actuators
 Err actuators
 Health actuators
 DesMotSpeed actuators
 MotSpeed actuators
 Flag actuators
 F actuators
 Volt power
 Cur power
 MVolt power
 MCur power
 BVolt power
 BCur power
 BattType power
 BattPct power role=batteryRemaining
 BPct power role=batteryRemaining
 BattCap power
 SuccCnt absoluteTime clock=past
 ErrCnt linkHealth
 MotType firmwareIdentity
 MotVer firmwareIdentity
 SwVer firmwareIdentity
OUT0 OUT1
 Out0 actuators
 Out1 actuators
 Out2 actuators
 Out3 actuators
 Out4 actuators
 Out5 actuators
 Out6 actuators
 Out7 actuators
ATTC ATC1
 Roll actuators
 Pitch actuators
 Yaw actuators
 Thrust actuators
BATT
 V power
 VFilt power
 C power
 CFilt power
 Scale power
 Warning power
 Remaining power role=batteryRemaining
 Discharged power role=total
PWR
 Periph5V power
 Servo5V power
 UsbOk power
 BrickOk power
 ServoOk power
 PeriphOC power
 HipwrOC power
 RSSI linkHealth
RC
 Ch0 radioControl
 Ch1 radioControl
 Ch2 radioControl
 Ch3 radioControl
 Ch4 radioControl
 Ch5 radioControl
 Ch6 radioControl
 Ch7 radioControl
 Count radioControl
 SignalLost radioControl
 C0 radioControl
 C1 radioControl
 C2 radioControl
 C3 radioControl
 C4 radioControl
 C5 radioControl
 C6 radioControl
 C7 radioControl
 C8 radioControl
 C9 radioControl
 C10 radioControl
 C11 radioControl
 CNT radioControl
 RSSI linkHealth
 Lost linkHealth
 Drop absoluteTime clock=past
RFRH
 TimeUS absoluteTime clock=boot unit=us
 TF systemHealth role=total
RFRF
 FTypes systemHealth
 Slow systemHealth
RFRN
 HLat homePosition
 HLon homePosition
 HAlt homePosition
 E2T pressure
 AM systemHealth
 TX parameter
 TY parameter
 TZ parameter
 VC structural
 EKT structural
 Flags estimatorHealth
RISH
 LR systemHealth
 LD systemHealth
 PG structural
 PA structural
 AC structural
 GC structural
RISI
 I structural
 DVX inertial
 DVY inertial
 DVZ inertial
 DAX inertial
 DAY inertial
 DAZ inertial
 DVDT systemHealth
 DADT systemHealth
 Flags systemHealth
RASH RBRH RGPH
 Primary structural
 NumInst structural
RASI
 I structural
 pd motion
 UpdateMS absoluteTime clock=boot unit=ms
 H systemHealth
 Use systemHealth
RBRI
 I structural
 LastUpdate absoluteTime clock=boot unit=ms
 Alt pressure
 H systemHealth
RRNH
 GCl parameter
 MaxD parameter
 NumSensors structural
RRNI
 I structural
 Orient structural
 PX parameter
 PY parameter
 PZ parameter
 Dist terrain
 Status systemHealth
RGPI
 I structural
 OX parameter
 OY parameter
 OZ parameter
 Lg parameter
 Flags estimatorHealth
 Stat estimatorHealth
 NSats satellites
RGPJ
 I structural
 TS absoluteTime clock=boot unit=ms
 YT absoluteTime clock=boot unit=ms
 VX motion group=fix role=velocityNorth of=receiver units=m/s type=f
 VY motion group=fix role=velocityEast of=receiver units=m/s type=f
 VZ motion group=fix role=velocityDown units=m/s type=f
 SA satellites
 YA satellites
 HA satellites
 VA satellites
 HD satellites
 Y heading group=fix role=yaw units=deg type=f
 Lat aircraftPosition group=fix role=latitude units=degE7 type=i
 Lon aircraftPosition group=fix role=longitude units=degE7 type=i
 Alt altitude group=fix role=altitude datum=amsl units=cm type=i
RMGH
 Dec magnetic
 Avail systemHealth
 NumInst systemHealth
 AutoDec systemHealth
 NumEna systemHealth
 LOE systemHealth
 C systemHealth
 FUsable systemHealth
RMGI
 I structural
 LU absoluteTime clock=boot unit=us
 OX calibration
 OY calibration
 OZ calibration
 FX magnetic
 FY magnetic
 FZ magnetic
 UFY systemHealth
 H systemHealth
 HSF systemHealth
RBCH
 PX relativePosition
 PY relativePosition
 PZ relativePosition
 AE relativePosition
 OLat homePosition
 OLng homePosition
 OAlt homePosition
 Flags structural
 NumInst structural
RBCI
 I structural
 LU absoluteTime clock=boot unit=ms
 PX relativePosition
 PY relativePosition
 PZ relativePosition
 Dist relativePosition
 H systemHealth
RVOH
 OX parameter
 OY parameter
 OZ parameter
 Del parameter
 H systemHealth
 Ena systemHealth
ROFH
 FX motion
 FY motion
 GX attitude
 GY attitude
 Tms absoluteTime clock=boot unit=ms
 PX parameter
 PY parameter
 PZ parameter
 HgtOvr parameter
 Qual estimatorHealth
REPH
 PX relativePosition
 PY relativePosition
 PZ relativePosition
 Q1 heading
 Q2 heading
 Q3 heading
 Q4 heading
 PEr estimatorHealth
 AEr estimatorHealth
 TS absoluteTime clock=boot unit=ms
 RT absoluteTime clock=boot unit=ms
 D systemHealth
REVH
 VX motion
 VY motion
 VZ motion
 Er estimatorHealth
 TS absoluteTime clock=boot unit=ms
 D systemHealth
RWOH
 DA relativePosition
 DT relativePosition
 TS absoluteTime clock=boot unit=ms
 PX parameter
 PY parameter
 PZ parameter
 R parameter
RBOH
 Q estimatorHealth
 DPX motion
 DPY motion
 DPZ motion
 DAX attitude
 DAY attitude
 DAZ attitude
 DT systemHealth
 D systemHealth
 TS absoluteTime clock=boot unit=ms
 OX parameter
 OY parameter
 OZ parameter
RSLL
 Lat aircraftPosition
 Lng aircraftPosition
 PosAccSD estimatorHealth
 TS absoluteTime clock=boot unit=ms
RSO2 RSO3
 Lat homePosition
 Lon homePosition
 Alt homePosition
RWA2 RWA3
 Airspeed motion
 uncertainty motion
 Uncertainty motion
REV2 REV3
 Event estimatorHealth
REY3
 yawangle heading
 yawangleerr heading
 timestamp_ms absoluteTime clock=boot unit=ms
 type estimatorHealth
RTER
 Alt terrain
AELK AERT AETM PTHT PF1 PF2 PPLD SLND HAGL RNFN DEPL
 TimeUS absoluteTime clock=boot unit=us
 Py opaque
 Ly opaque
 Pz opaque
 Lz opaque
 Cx opaque
 Cy opaque
 Cz opaque
 Px opaque
 Ex opaque
 Tx opaque
 Ty opaque
 Tz opaque
 Perr opaque
 Aerr opaque
 Yff opaque
 Rofs opaque
 T opaque
 Terr opaque
 QCt opaque
 Adt opaque
 SysID opaque
 GWk opaque
 GMS opaque
 RemT opaque
 LocT opaque
 TS opaque
 RTS opaque
 PT opaque
 RPT opaque
 Dt opaque
 ARPT opaque
 DE opaque
 SA opaque
 RemTS opaque
 PathT opaque
 RemPathT opaque
 Dst opaque
 DstP opaque
 DstE opaque
 AspT opaque
 Asp opaque
 AspD opaque
 AspE opaque
 AspO opaque
 TrnR opaque
 Mech opaque
 Cls opaque
 CF opaque
 OS opaque
 AngT opaque
 AngO opaque
 Alt opaque
 AltT opaque
 AltFrm opaque
 HdgT opaque
 Hdg opaque
 HdgP opaque
 HdgO opaque
 XTD opaque
 Lat opaque
 Lon opaque
 HDist opaque
 RFND opaque
 VN opaque
 VE opaque
 TDist opaque
 TBrg opaque
 GBrg opaque
 Dist opaque
 Err1 opaque
 Err2 opaque
 RDist opaque
 HAGL opaque
 sub_z opaque
 bottom_z opaque
 true_range opaque
 range opaque
 quality opaque
 BP opaque
 P opaque
AMD1 ASPL ESLW PART SCR1 SCR2 VXL4 ZATI SFSA SFSB SFSC UMSV
 TimeUS absoluteTime clock=boot unit=us
 Node opaque
 CI opaque
 NC opaque
 NI opaque
 RXerr opaque
 FrE opaque
 RXec opaque
 AAL opaque
 SP opaque
 DP opaque
 ST opaque
 DT opaque
 SAT opaque
 PIT opaque
 PWM opaque
 Freq opaque
 PM1 opaque
 PM2.5 opaque
 PM10 opaque
 Cnt0.5 opaque
 Cnt1 opaque
 Cnt2.5 opaque
 Cnt5 opaque
 Cnt7.5 opaque
 Cnt10 opaque
 roll(deg) opaque
 pitch(deg) opaque
 yaw(deg) opaque
 roll opaque
 pitch opaque
 yaw opaque
 mode opaque
 rpm opaque
 Time opaque
 TimeJC opaque
 Delay opaque
 ptch opaque
 rollspd opaque
 ptchspd opaque
 yawspd opaque
 return_time opaque
 return_airspeed opaque
 Q opaque
 return_Q opaque
 Instance opaque
 current opaque
 rem_cap opaque
 rem_time opaque
 buffer opaque
 total_return_time opaque
 remaining_return_time opaque
 Id opaque
 Status opaque
 Curr opaque
 Pos opaque
 Temp opaque
BTAG
 TimeUS absoluteTime clock=boot unit=us
 Node structural
 Ser deviceIdentity
 NCycle deviceIdentity
 ArmHr deviceIdentity
 Cap deviceIdentity
 FirstUse deviceIdentity
 LastArm deviceIdentity
EFSP H6K HWES SVF
 TimeUS absoluteTime clock=boot unit=us
 Thr actuators
 CLoad actuators
 TLoad actuators
 OilT actuators
 RPM actuators
 gRPM actuators
 SErr actuators
 TLim actuators
 STRPM actuators
 CoolT actuators
 CylT actuators
 gAmp power
 gCur power
 Curr power
 Volt power
 FuelPct power
 PCurr power
 Status power
 I structural
 PNum structural
 InT actuators
 OutT actuators
 MosT actuators
 CapT actuators
LTE
 TimeUS absoluteTime clock=boot unit=us
 RSSI linkHealth
 BER linkHealth
 Bin absoluteTime clock=past
 Bout absoluteTime clock=past
LTER LTES
 TimeUS absoluteTime clock=boot unit=us
 R1 opaque
 R2 opaque
 MCC aircraftPosition
 MNC aircraftPosition
 TAC aircraftPosition
 CID aircraftPosition
 PID aircraftPosition
 EF aircraftPosition
 BND aircraftPosition
 F aircraftPosition
 DF aircraftPosition
 TDD aircraftPosition
 Op aircraftPosition
 Md aircraftPosition
 RSRP linkHealth
 RSRQ linkHealth
 RSSI linkHealth
 SINR linkHealth
 RP linkHealth
 RQ linkHealth
 RS linkHealth
 SR linkHealth
ATSP
 RollSP attitude
 PitchSP attitude
 YawSP heading
 qw heading
 qx heading
 qy heading
 qz heading
 ThrustSP actuators
MACS
 RRint attitude
 PRint attitude
 YRint attitude
LPSP
 X relativePosition group=place role=north units=m type=f
 Y relativePosition group=place role=east units=m type=f
 Z relativePosition group=place role=down units=m type=f
 Yaw heading
 VX motion group=velocity role=velocityNorth units=m/s type=f
 VY motion group=velocity role=velocityEast units=m/s type=f
 VZ motion group=velocity role=velocityDown units=m/s type=f
 AX motion group=acceleration role=accelerationNorth type=f
 AY motion group=acceleration role=accelerationEast type=f
 AZ motion group=acceleration role=accelerationDown type=f
GVSP
 VX motion group=velocity role=velocityNorth units=m/s type=f
 VY motion group=velocity role=velocityEast units=m/s type=f
 VZ motion group=velocity role=velocityDown units=m/s type=f
GPSP
 NavState mode
 Type mode
 Lat missionPosition group=point role=latitude units=deg type=L
 Lon missionPosition group=point role=longitude units=deg type=L
 Alt altitude
 Yaw heading
 LoitR missionPosition role=distance units=m type=f
 LoitDir mode
 PitMin attitude
AIRS
 IndSpeed motion role=airspeed units=m/s type=f
 TrueSpeed motion
 IAS motion role=airspeed units=m/s type=f
 TAS motion
 TASraw motion
 AirTemp pressure
 Temp pressure
 Confidence estimatorHealth
CAMT
 timestamp absoluteTime clock=boot unit=us
 seq deviceIdentity
CTS
 Vx_b motion
 Vy_b motion
 Vz_b motion
 Vinf motion
 P attitude
 Q attitude
 R attitude
DIST
 Id structural
 Type structural
 Orientation structural
 Bottom terrain
 BottomRate terrain
 Distance terrain
 Covariance terrain
 Flags estimatorHealth
DPRS
 errors systemHealth type=Q
 DPRESraw pressure
 DPRES pressure
 Temp pressure
ENCD
 cnt0 relativePosition
 cnt1 relativePosition
 vel0 motion
 vel1 motion
EST0 EST1 EST2 EST3
 s0 opaque
 s1 opaque
 s2 opaque
 s3 opaque
 s4 opaque
 s5 opaque
 s6 opaque
 s7 opaque
 s8 opaque
 s9 opaque
 s10 opaque
 s11 opaque
 s12 opaque
 s13 opaque
 s14 opaque
 s15 opaque
 s16 opaque
 s17 opaque
 s18 opaque
 s19 opaque
 s20 opaque
 s21 opaque
 s22 opaque
 s23 opaque
 s24 opaque
 s25 opaque
 s26 opaque
 s27 opaque
 P0 opaque
 P1 opaque
 P2 opaque
 P3 opaque
 P4 opaque
 P5 opaque
 P6 opaque
 P7 opaque
 P8 opaque
 P9 opaque
 P10 opaque
 P11 opaque
 P12 opaque
 P13 opaque
 P14 opaque
 P15 opaque
 P16 opaque
 P17 opaque
 P18 opaque
 P19 opaque
 P20 opaque
 P21 opaque
 P22 opaque
 P23 opaque
 P24 opaque
 P25 opaque
 P26 opaque
 P27 opaque
 nStat estimatorHealth
 fNaN estimatorHealth
 fHealth estimatorHealth
 fFault estimatorHealth
 fTOut estimatorHealth
 GCHK estimatorHealth
 CTRL estimatorHealth
 IC estimatorHealth
EST4 EST5 EST6
 VxI motion
 VyI motion
 VzI motion
 VxIV motion
 VyIV motion
 VzIV motion
 PxI relativePosition
 PyI relativePosition
 PzI relativePosition
 PxIV relativePosition
 PyIV relativePosition
 PzIV relativePosition
 e1 opaque
 e2 opaque
 e3 opaque
 MAGxI magnetic
 MAGyI magnetic
 MAGzI magnetic
 MAGxIV magnetic
 MAGyIV magnetic
 MAGzIV magnetic
 MaxI magnetic
 MayI magnetic
 MazI magnetic
 MaxIV magnetic
 MayIV magnetic
 MazIV magnetic
 HeadI heading
 HeadIV heading
 HeI heading
 HeIV heading
 AirI motion
 AirIV motion
 AiI motion
 AiIV motion
 BeI motion
 BeIV motion
 FxI motion
 FyI motion
 FxIV motion
 FyIV motion
 HAGLI terrain
 HAGLIV terrain
FLOW
 ID deviceIdentity
 SensID deviceIdentity
 IntT motion
 TSpan motion
 RawX motion
 RawY motion
 CompX motion
 CompY motion
 RX inertial
 RY inertial
 RZ inertial
 Dist terrain
 DtSonar terrain
 FrmCnt systemHealth
 GT pressure
 Qlty estimatorHealth
 Q estimatorHealth
GS0A GS0B GS1A GS1B
 s0 satellites
 s1 satellites
 s2 satellites
 s3 satellites
 s4 satellites
 s5 satellites
 s6 satellites
 s7 satellites
 s8 satellites
 s9 satellites
 s10 satellites
 s11 satellites
 s12 satellites
 s13 satellites
 s14 satellites
 s15 satellites
LOAD
 CPU systemHealth
STCK
 Free systemHealth
 Task freeText
MOCP VISN VICN
 X aircraftPosition
 Y aircraftPosition
 Z aircraftPosition
 VX motion
 VY motion
 VZ motion
 Roll attitude
 Pitch attitude
 Yaw heading
 QuatW heading
 QuatX heading
 QuatY heading
 QuatZ heading
VTOL
 Arsp motion
 RwMode mode
 TransMode mode
 Failsafe mode
RPL1
 t absoluteTime clock=boot unit=us
 Tm absoluteTime clock=boot unit=us
 Tb absoluteTime clock=boot unit=us
 gIdt systemHealth type=Q
 aIdt systemHealth type=Q
 gIx inertial
 gIy inertial
 gIz inertial
 aIx inertial
 aIy inertial
 aIz inertial
 magX magnetic
 magY magnetic
 magZ magnetic
 b_alt pressure
RPL2
 Tpos absoluteTime clock=boot unit=us
 Tvel absoluteTime clock=boot unit=us
 lat aircraftPosition group=fix role=latitude units=deg type=L
 lon aircraftPosition group=fix role=longitude units=deg type=L
 alt altitude
 fix estimatorHealth
 v_val estimatorHealth
 nsats satellites
 eph satellites
 epv satellites
 sacc satellites
 v motion group=fix role=groundSpeed of=receiver units=m/s type=f
 vN motion group=fix role=velocityNorth of=receiver units=m/s type=f
 vE motion group=fix role=velocityEast of=receiver units=m/s type=f
 vD motion group=fix role=velocityDown units=m/s type=f
RPL3
 Tflow absoluteTime clock=boot unit=us
 fx motion
 fy motion
 gx attitude
 gy attitude
 delT systemHealth
 qual estimatorHealth
RPL4
 Trng absoluteTime clock=boot unit=us
 rng terrain
RPL6
 Tasp absoluteTime clock=boot unit=us
 inAsp motion role=airspeed units=m/s type=f
 trAsp motion
 ufAsp motion
 tpAsp pressure
 confAsp estimatorHealth
IMU IMU2 IMU3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 I structural
 GyrX inertial
 GyrY inertial
 GyrZ inertial
 AccX inertial
 AccY inertial
 AccZ inertial
 ErrG systemHealth
 ErrA systemHealth
 EG systemHealth
 EA systemHealth
 GH systemHealth
 AH systemHealth
 GyHlt systemHealth
 AcHlt systemHealth
 GHz systemHealth
 AHz systemHealth
 T pressure
 Temp pressure
 GyroX inertial
 GyroY inertial
 GyroZ inertial
 MagX magnetic
 MagY magnetic
 MagZ magnetic
 tA pressure
 tG pressure
 tM pressure
IMU1
 AccX inertial
 AccY inertial
 AccZ inertial
 GyroX inertial
 GyroY inertial
 GyroZ inertial
 MagX magnetic
 MagY magnetic
 MagZ magnetic
 tA pressure
 tG pressure
 tM pressure
IMT IMT2 IMT3
 TimeUS absoluteTime clock=boot unit=us
 DelT systemHealth
 DelvT systemHealth
 DelaT systemHealth
 DelAX inertial
 DelAY inertial
 DelAZ inertial
 DelVX inertial
 DelVY inertial
 DelVZ inertial
ACC ACC1 ACC2 ACC3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 I structural
 SampleUS absoluteTime clock=boot unit=us
 AccX inertial
 AccY inertial
 AccZ inertial
GYR GYR1 GYR2 GYR3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 I structural
 SampleUS absoluteTime clock=boot unit=us
 GyrX inertial
 GyrY inertial
 GyrZ inertial
ISBH
 TimeUS absoluteTime clock=boot unit=us
 N absoluteTime clock=past
 type structural
 instance structural
 mul structural
 smp_cnt structural
 SampleUS absoluteTime clock=boot unit=us
 smp_rate systemHealth
ISBD
 TimeUS absoluteTime clock=boot unit=us
 N absoluteTime clock=past
 seqno structural
 x inertial type=a
 y inertial type=a
 z inertial type=a
VIBE
 TimeUS absoluteTime clock=boot unit=us
 IMU structural
 VibeX vibration
 VibeY vibration
 VibeZ vibration
 Clip vibration
 Clip0 vibration
 Clip1 vibration
 Clip2 vibration
VSTB
 TimeUS absoluteTime clock=boot unit=us
 GyrX inertial
 GyrY inertial
 GyrZ inertial
 AccX inertial
 AccY inertial
 AccZ inertial
 Q1 heading group=attitude role=quaternionW type=f
 Q2 heading group=attitude role=quaternionX type=f
 Q3 heading group=attitude role=quaternionY type=f
 Q4 heading group=attitude role=quaternionZ type=f
FTN FTNS
 TimeUS absoluteTime clock=boot unit=us
 I structural
 NDn vibration
 NF1 vibration
 NF2 vibration
 NF3 vibration
 NF4 vibration
 NF5 vibration
 NF6 vibration
 NF7 vibration
 NF8 vibration
 NF9 vibration
 NF10 vibration
 NF11 vibration
 NF12 vibration
 DnF1 vibration
 DnF2 vibration
 DnF3 vibration
 DnF4 vibration
 NF vibration
FCN FCNS
 TimeUS absoluteTime clock=boot unit=us
 I structural
 NF vibration
 CF1 vibration
 CF2 vibration
 CF3 vibration
 CF4 vibration
 CF5 vibration
 CF6 vibration
 HF1 vibration
 HF2 vibration
 HF3 vibration
 HF4 vibration
 HF5 vibration
 HF6 vibration
 CF vibration
 HF vibration
FTN1 FTN2 FTN3
 TimeUS absoluteTime clock=boot unit=us
 Id structural
 PkAvg vibration
 BwAvg vibration
 DnF vibration
 SnX vibration
 SnY vibration
 SnZ vibration
 FtX vibration
 FtY vibration
 FtZ vibration
 FH vibration
 FHX vibration
 FHY vibration
 FHZ vibration
 Tc vibration
 Bin vibration
 PkX vibration
 PkY vibration
 PkZ vibration
 BwX vibration
 BwY vibration
 BwZ vibration
 EnX vibration
 EnY vibration
 EnZ vibration
 Pk1 vibration
 Pk2 vibration
 Pk3 vibration
 Bw1 vibration
 Bw2 vibration
 Bw3 vibration
 En1 vibration
 En2 vibration
 En3 vibration
TCLR
 TimeUS absoluteTime clock=boot unit=us
 I structural
 SType structural
 Temp calibration
 X calibration
 Y calibration
 Z calibration
 NSamp calibration
HEAT
 TimeUS absoluteTime clock=boot unit=us
 Temp pressure
 Targ parameter
 P pressure
 I pressure
 Out pressure
TEMP
 TimeUS absoluteTime clock=boot unit=us
 Instance structural
 Temp pressure
HYGR
 TimeUS absoluteTime clock=boot unit=us
 Id structural
 Humidity pressure
 Temp pressure
IREG
 TimeUS absoluteTime clock=boot unit=us
 DevID deviceIdentity
 Bank systemHealth
 Reg systemHealth
 Val opaque
MAG MAG2 MAG3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 I structural
 MagX magnetic shows=presence
 MagY magnetic
 MagZ magnetic
 OfsX calibration
 OfsY calibration
 OfsZ calibration
 MOfsX calibration
 MOfsY calibration
 MOfsZ calibration
 MOX calibration
 MOY calibration
 MOZ calibration
 Health systemHealth
 S absoluteTime clock=boot unit=us
MAGH
 TimeUS absoluteTime clock=boot unit=us
 Node structural
 Sensor structural
 Bus structural
 Mx magnetic
 My magnetic
 Mz magnetic
MMO MMC
 TimeUS absoluteTime clock=boot unit=us
 Nx magnetic
 Ny magnetic
 Nz magnetic
 X magnetic
 Y magnetic
 Z magnetic
 Ox calibration
 Oy calibration
 Oz calibration
CMOT CMO2
 TimeMS absoluteTime clock=boot unit=ms
 fMX magnetic
 fMY magnetic
 fMZ magnetic
 MX magnetic
 MY magnetic
 MZ magnetic
 WX calibration
 WY calibration
 WZ calibration
 Curr power
 Rot power
COFS
 TimeUS absoluteTime clock=boot unit=us
 OfsX calibration
 OfsY calibration
 OfsZ calibration
 Var calibration
 Yaw heading
 WVar estimatorHealth
 N systemHealth
BARO BAR2 BAR3
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 I structural
 Alt pressure
 AltAMSL pressure
 Press pressure shows=presence
 CPress pressure
 Temp pressure
 GndTemp pressure
 Offset pressure
 CRt motion role=climbRate units=m/s type=f
 SMS absoluteTime clock=boot unit=ms
 Health systemHealth
 H systemHealth
BARD
 TimeUS absoluteTime clock=boot unit=us
 I structural
 DynPrX pressure
 DynPrY pressure
 DynPrZ pressure
ICMB
 TimeUS absoluteTime clock=boot unit=us
 Traw pressure
 Praw pressure
 P pressure
 T pressure
ARSP ASP2
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 I structural
 Airspeed motion role=airspeed units=m/s type=f
 DiffPress pressure
 Temp pressure
 RawPress pressure
 Offset calibration
 U systemHealth
 Health systemHealth
 H systemHealth
 Hfp systemHealth
 Hp systemHealth
 TR systemHealth
 Pri systemHealth
 Primary systemHealth
 RollRateSP attitude
 PitchRateSP attitude
 YawRateSP attitude role=yawRate
RFND
 TimeUS absoluteTime clock=boot unit=us
 Instance structural
 Dist1 terrain
 Dist2 terrain
 Dist terrain
 Quality terrain
 Orient1 structural
 Orient2 structural
 Orient structural
 Stat1 systemHealth
 Stat2 systemHealth
 Stat systemHealth
SURF
 TimeUS absoluteTime clock=boot unit=us
 I structural
 St systemHealth
 D terrain
 FD terrain
 TO terrain
SONR RGFD
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 NavStr terrain
 LatAcc terrain
 TAng terrain
 TTim terrain
 Spd terrain
 Thr terrain
 Volt terrain
 BaroAlt terrain
 GSpd terrain
 Corr terrain
 S1Dist terrain
 S2Dist terrain
 R1Dist terrain
 R2Dist terrain
 DCnt terrain
 DistCM terrain
 Dist terrain
 Cnt terrain
PRX PRXR
 TimeUS absoluteTime clock=boot unit=us
 Layer structural
 Health systemHealth
 He systemHealth
 D0 terrain
 D45 terrain
 D90 terrain
 D135 terrain
 D180 terrain
 D225 terrain
 D270 terrain
 D315 terrain
 DUp terrain
 CAn terrain
 CAng terrain
 CDis terrain
 CDist terrain
OF
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Qual estimatorHealth
 SQual estimatorHealth
 flowX motion
 flowY motion
 Dx motion
 Dy motion
 X motion
 Y motion
 bodyX attitude
 bodyY attitude
 Lat aircraftPosition
 Lng aircraftPosition
 Roll attitude
 Pitch attitude
OFCA
 TimeUS absoluteTime clock=boot unit=us
 Axis structural
 Num structural
 FRate motion
 BRate motion
 LPred motion
WENC
 TimeUS absoluteTime clock=boot unit=us
 Dist0 relativePosition
 Dist1 relativePosition
 Qual0 systemHealth
 Qual1 systemHealth
 RPM0 motion
 RPM1 motion
SENS AIR1
 BaroPres pressure
 BaroPa pressure
 BaroAlt pressure
 BaroTemp pressure
 BaroTmp pressure
 DiffPres pressure
 DiffPresFilt pressure
 DiffPresF pressure
SIM
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Roll attitude role=roll
 Pitch attitude role=pitch
 Yaw heading group=fix role=yaw units=deg type=C
 Alt altitude group=fix role=altitude datum=amsl units=m type=f
 Lat aircraftPosition group=fix role=latitude units=deg type=L
 Lng aircraftPosition group=fix role=longitude units=deg type=L
 Q1 heading group=fix role=quaternionW type=f
 Q2 heading group=fix role=quaternionX type=f
 Q3 heading group=fix role=quaternionY type=f
 Q4 heading group=fix role=quaternionZ type=f
SIM2 SITL
 TimeUS absoluteTime clock=boot unit=us
 PN relativePosition
 PE relativePosition
 PD relativePosition
 VN motion group=velocity role=velocityNorth units=m/s type=f
 VE motion group=velocity role=velocityEast units=m/s type=f
 VD motion group=velocity role=velocityDown units=m/s type=f
 AN motion group=acceleration role=accelerationNorth type=f
 AE motion group=acceleration role=accelerationEast type=f
 AD motion group=acceleration role=accelerationDown type=f
 As motion role=airspeed units=m/s type=f
 ASpdU systemHealth
 UFC absoluteTime clock=past
ASM1 ASM2
 TimeUS absoluteTime clock=boot unit=us
 TUS absoluteTime clock=own unit=us
 R attitude
 P attitude
 GX attitude
 GY attitude
 GZ attitude
 Y heading
 AX inertial
 AY inertial
 AZ inertial
 VX motion
 VY motion
 VZ motion
 SD motion
 PX relativePosition
 PY relativePosition
 PZ relativePosition
 Alt altitude
JSN1 JSN2
 TimeUS absoluteTime clock=boot unit=us
 TStamp absoluteTime clock=past
 R attitude
 P attitude
 GX attitude
 GY attitude
 GZ attitude
 Y heading
 VN motion group=velocity role=velocityNorth units=m/s type=f
 VE motion group=velocity role=velocityEast units=m/s type=f
 VD motion group=velocity role=velocityDown units=m/s type=f
 AX inertial
 AY inertial
 AZ inertial
 AN motion
 AE motion
 AD motion
SLV1 SLV2
 TimeUS absoluteTime clock=boot unit=us
 Instance systemHealth
 magic systemHealth
 frame_rate systemHealth
 frame_count absoluteTime clock=past
 active systemHealth
 C1 actuators
 C2 actuators
 C3 actuators
 C4 actuators
 C5 actuators
 C6 actuators
 C7 actuators
 C8 actuators
 C9 actuators
 C10 actuators
 C11 actuators
 C12 actuators
 C13 actuators
 C14 actuators
SLD SL2
 TimeUS absoluteTime clock=boot unit=us
 AltFt altitude
 AltM altitude
 EAS motion
 TAS motion
 KEAS motion
 KTAS motion
 Fl motion
 Fd motion
 LD motion
 AoA motion
 SSA motion
 Fx motion
 Fy motion
 Fz motion
 AD pressure
 q pressure
 Elev actuators
 Ail actuators
 Rud actuators
 Az inertial
GLT
 TimeUS absoluteTime clock=boot unit=us
 Alpha motion
 Beta motion
 Cl motion
 Cm motion
 Cn motion
SCTL
 TimeUS absoluteTime clock=boot unit=us
 Ail actuators
 Elev actuators
 Rudd actuators
SAF1 SAN1 SAN2
 TimeUS absoluteTime clock=boot unit=us
 afx heading
 afy heading
 afz heading
 anx heading
 any heading
 anz heading
SBA1
 TimeUS absoluteTime clock=boot unit=us
 ax inertial
 ay inertial
 az inertial
SBLM SRT1 SRT2 SRT3
 TimeUS absoluteTime clock=boot unit=us
 RAx attitude
 RAy attitude
 RAz attitude
 rtx attitude
 rty attitude
 rtz attitude
SFA1 SFAN SFN SFT SFV1 SSAN
 TimeUS absoluteTime clock=boot unit=us
 f0 actuators
 f1 actuators
 f2 actuators
 f3 actuators
 n0 actuators
 n1 actuators
 n2 actuators
 n3 actuators
SMGC
 TimeUS absoluteTime clock=boot unit=us
 m systemHealth
 g systemHealth
 cz systemHealth
FMT FMTU UNIT MULT
 TimeUS absoluteTime clock=boot unit=us
 Type structural
 Length structural
 Name structural type=n
 Format structural type=N
 Columns structural type=Z
 FmtType structural
 UnitIds structural type=N
 MultIds structural type=N
 Id structural
 Label structural type=Z
 Mult structural type=d
FILE
 FileName opaque
 Data opaque
 Offset structural
 Length structural
PARM
 TimeUS absoluteTime clock=boot unit=us
 Name parameter role=parameterName
 Value parameter role=parameterValue type=f shows=presence
 Default parameter role=parameterValue type=f shows=presence
MSG
 TimeUS absoluteTime clock=boot unit=us
 Message freeText role=text
 ID structural role=textId
 Seq structural role=textChunk
VER
 TimeUS absoluteTime clock=boot unit=us
 BT firmwareIdentity
 BST firmwareIdentity
 Maj firmwareIdentity
 Min firmwareIdentity
 Pat firmwareIdentity
 FWT firmwareIdentity
 GH firmwareIdentity
 FWS firmwareIdentity
 APJ firmwareIdentity
 BU firmwareIdentity
 FV firmwareIdentity
 IMI deviceIdentity
 ICI deviceIdentity
 Arch firmwareIdentity
 FwGit firmwareIdentity
NVAL NVF NVS
 TimeUS absoluteTime clock=boot unit=us
 TimeBootMS absoluteTime clock=own unit=ms
 Name freeText
 Value freeText
 SSys structural
 SCom structural
SCR
 TimeUS absoluteTime clock=boot unit=us
 Name freeText
 Runtime systemHealth
 Total_mem systemHealth
 Run_mem systemHealth
 Sensor1 freeText
 Sensor2 freeText
 Sensor3 freeText
 roll(deg) freeText
 pitch(deg) freeText
 yaw(deg) freeText
CAND
 TimeUS absoluteTime clock=boot unit=us
 Driver structural
 NodeId structural
 UID1 deviceIdentity
 UID2 deviceIdentity
 Name deviceIdentity
 Major firmwareIdentity
 Minor firmwareIdentity
 Version firmwareIdentity
CANF CAFD
 TimeUS absoluteTime clock=boot unit=us
 Bus structural
 DLC structural
 Id opaque
 FC opaque
 B0 opaque
 B1 opaque
 B2 opaque
 B3 opaque
 B4 opaque
 B5 opaque
 B6 opaque
 B7 opaque
 D0 opaque
 D1 opaque
 D2 opaque
 D3 opaque
 D4 opaque
 D5 opaque
 D6 opaque
 D7 opaque
CANS
 TimeUS absoluteTime clock=boot unit=us
 I structural
 T absoluteTime clock=past
 Trq absoluteTime clock=past
 Trej linkHealth
 Tov linkHealth
 Tto linkHealth
 Tab linkHealth
 R absoluteTime clock=past
 Rov linkHealth
 Rer linkHealth
 Bo linkHealth
 Etx absoluteTime clock=past
 Stx absoluteTime clock=past
 Ftx linkHealth
MAV
 TimeUS absoluteTime clock=boot unit=us
 chan structural
 txp absoluteTime clock=past
 rxp absoluteTime clock=past
 rxdp absoluteTime clock=past
 flags linkHealth
 ss linkHealth
 tf absoluteTime clock=past
 mgs absoluteTime clock=boot unit=ms
RAD
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 RSSI linkHealth
 RemRSSI linkHealth
 TxBuf linkHealth
 Noise linkHealth
 RemNoise linkHealth
 RxErrors absoluteTime clock=past
 Fixed absoluteTime clock=past
RSSI
 TimeUS absoluteTime clock=boot unit=us
 RXRSSI linkHealth
 RXLQ linkHealth
UART
 TimeUS absoluteTime clock=boot unit=us
 I structural
 Tx linkHealth
 Rx linkHealth
 RxDp linkHealth
TSYN
 TimeUS absoluteTime clock=boot unit=us
 SysID structural
 RTT linkHealth type=Q
 TimeOffset absoluteTime clock=gps
RTC
 TimeUS absoluteTime clock=boot unit=us
 Epoch absoluteTime clock=unix unit=us
 old_utc absoluteTime clock=unix unit=us
 new_utc absoluteTime clock=unix unit=us
 SourceType structural
RTCM
 TimeUS absoluteTime clock=boot unit=us
 Chan structural
 RTCMId linkHealth
 Len linkHealth
 CRC opaque
DSF DMS
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 Dp systemHealth
 Blk systemHealth
 Bytes systemHealth
 FMn systemHealth
 FMx systemHealth
 FAv systemHealth
 IErr systemHealth
 N absoluteTime clock=past
 RT absoluteTime clock=past
 RS absoluteTime clock=past
 Er linkHealth
 Fa linkHealth
 Fmn linkHealth
 Fmx linkHealth
 Pa linkHealth
 Pmn linkHealth
 Pmx linkHealth
 Sa linkHealth
 Smn linkHealth
 Smx linkHealth
PM
 TimeUS absoluteTime clock=boot unit=us
 TimeMS absoluteTime clock=boot unit=ms
 LTime systemHealth
 MLC systemHealth
 gDt systemHealth
 GDx systemHealth
 GDy systemHealth
 GDz systemHealth
 I2CErr systemHealth
 INSErr systemHealth
 RNCnt systemHealth
 RNBl systemHealth
 GPScnt systemHealth
 PMT systemHealth
 NLon systemHealth
 NLoop systemHealth
 MaxT systemHealth
 INAVErr systemHealth
 RenCnt systemHealth
 RenBlw systemHealth
 FixCnt systemHealth
 LR systemHealth
 NL systemHealth
 Mem systemHealth
 Load systemHealth
 ErrL systemHealth
 InE systemHealth
 ErC systemHealth
 SPIC absoluteTime clock=past
 I2CC absoluteTime clock=past
 I2CI absoluteTime clock=past
 Ex systemHealth
 IntE systemHealth
 ErrC systemHealth
 IntEC systemHealth
 IntErr systemHealth
 ExUS systemHealth
 MinT systemHealth
 LogDrop systemHealth
 R absoluteTime clock=unix unit=us
STAK
 TimeUS absoluteTime clock=boot unit=us
 Id systemHealth
 Pri systemHealth
 Total systemHealth
 Free systemHealth
 Name freeText
DLCK
 TimeUS absoluteTime clock=boot unit=us
 SemLine systemHealth
 MtxP systemHealth
 ThdName freeText
MON WDOG
 TimeUS absoluteTime clock=boot unit=us
 Dly systemHealth
 Tsk systemHealth
 IErr systemHealth
 IErrCnt systemHealth
 IErrLn systemHealth
 MM systemHealth
 MC systemHealth
 SmLn systemHealth
 SPICnt absoluteTime clock=past
 I2CCnt absoluteTime clock=past
 LDelay systemHealth
 Task systemHealth
 MavMsg systemHealth
 MavCmd systemHealth
 SemLine systemHealth
 IE systemHealth
 IEC systemHealth
 IEL systemHealth
 MvMsg systemHealth
 MvCmd systemHealth
 FL systemHealth
 FT systemHealth
 FA systemHealth
 FP systemHealth
 ICSR systemHealth
 LR systemHealth
 TN freeText
IOMC
 TimeUS absoluteTime clock=boot unit=us
 Mem systemHealth
 NPkt absoluteTime clock=past
 Nerr systemHealth
 Nerr2 systemHealth
 NDel systemHealth
 RSErr systemHealth
 TS absoluteTime clock=own unit=ms
UCEV
 TimeUS absoluteTime clock=boot unit=us
 code opaque
 arg opaque
RTDT
 TimeUS absoluteTime clock=boot unit=us
 dt systemHealth
 dtAvg systemHealth
 dtMax systemHealth
 dtMin systemHealth
RF
 TimeUS absoluteTime clock=boot unit=us
 Dt systemHealth type=d
 Fps systemHealth
TIME
 StartTime absoluteTime clock=boot unit=us
TEL0 TEL1 TEL2 TEL3
 RSSI linkHealth
 RemRSSI linkHealth
 Noise linkHealth
 RemNoise linkHealth
 RXErr absoluteTime clock=past
 Fixed absoluteTime clock=past
 TXBuf linkHealth
 HbTime absoluteTime clock=boot unit=us
`;
