// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `PUBX,00
 time absoluteTime clock=unix type=time
 latitude aircraftPosition group=fix role=latitude units=arcmin type=place
 longitude aircraftPosition group=fix role=longitude units=arcmin type=place
 height altitude
 status estimatorHealth type=word
 horizontal satellites
 vertical satellites
 speed motion group=fix role=groundSpeed units=km/h
 course motion group=fix role=course units=deg
 down motion group=fix role=velocityDown
 dgpsAge satellites
 hdop satellites
 vdop satellites
 tdop satellites
 satellites satellites
 reserved structural
 deadReckoning estimatorHealth
PUBX,03
 satellites* satellites type=words
PUBX,04
 time absoluteTime clock=unix type=time
 date absoluteTime clock=unix type=date
 timeOfWeek absoluteTime clock=gps
 week absoluteTime clock=gps
 leapSeconds absoluteTime clock=gps type=text
 clockBias satellites
 clockDrift satellites
 granularity satellites
PASHR
 time absoluteTime clock=unix type=time
 heading heading role=yaw units=deg
 headingUnit structural type=unit:T
 roll attitude
 pitch attitude
 heave altitude
 rollError satellites
 pitchError satellites
 headingError satellites
 quality estimatorHealth
 inertial estimatorHealth
PSAT,HPR
 time absoluteTime clock=unix type=time
 heading heading role=yaw units=deg
 pitch attitude
 roll attitude
 kind estimatorHealth type=word
PGRME
 errors* satellites type=words
PGRMZ
 altitude pressure
 altitudeUnit structural type=unit:f
 fix estimatorHealth
PGRMM
 datum aircraftPosition type=text
PGRMT
 version firmwareIdentity type=text
 rom systemHealth type=word
 failure systemHealth type=word
 stored systemHealth type=word
 clock systemHealth type=word
 oscillator systemHealth type=word
 collection systemHealth type=word
 temperature pressure
 configuration systemHealth type=word
PGRMV
 east motion
 north motion
 up motion
PTNL,GGK PTNL,GGK_SYNC
 time absoluteTime clock=unix type=time
 date absoluteTime clock=unix type=dateus
 latitude aircraftPosition group=fix role=latitude units=arcmin type=place
 longitude aircraftPosition group=fix role=longitude units=arcmin type=place
 quality estimatorHealth
 satellites satellites
 dop satellites
 height altitude type=text
 heightUnit structural type=unit:M
PTNL,AVR
 time absoluteTime clock=unix type=time
 yaw heading role=yaw units=deg
 yawName structural type=word
 tilt attitude
 tiltName structural type=word
 roll attitude
 rollName structural type=word
 range estimatorHealth
 quality estimatorHealth
 dop satellites
 satellites satellites
PTNL,VGK PTNL,VHD PTNL,BPQ PTNL,PJK PTNL,PJT PTNL,LLK
 place* homePosition type=words
PSRFTXT
 text freeText role=text type=text
PMTK001
 command structural
 flag structural
PMTK010
 event structural
PFLAU
 received thirdPartyPosition
 sends systemHealth
 fix estimatorHealth
 power systemHealth
 others* thirdPartyPosition type=words
PFLAA PFLAC PFLAO PFLAQ PFLAI PFLAF PFLAR
 others* thirdPartyPosition type=words
PFLAE
 kind systemHealth type=word
 severity systemHealth
 code systemHealth type=word
PFLAV
 kind structural type=word
 hardware firmwareIdentity type=text
 software firmwareIdentity type=text
 obstacles firmwareIdentity type=text
PFEC,GPtps
 times* absoluteTime clock=gps type=list
DPT DBS DBT DBK
 depths* terrain type=words
MTW
 temperature pressure
 unit structural type=unit:C
MTA
 temperature pressure
 unit structural type=unit:C
MDA
 weather* pressure type=words
MWV
 angle motion
 reference mode type=word
 speed motion role=windSpeed
 speedUnit structural type=word
 status estimatorHealth type=word
MWD
 direction motion
 directionUnit structural type=unit:T
 magnetic magnetic
 magneticUnit structural type=unit:M
 speed motion role=windSpeed
 speedUnit structural type=unit:N
 speedMs motion role=windSpeed
 speedMsUnit structural type=unit:M
VHW
 heading heading role=yaw units=deg
 headingUnit structural type=unit:T
 magnetic magnetic
 magneticUnit structural type=unit:M
 speed motion role=airspeed units=kn
 speedUnit structural type=unit:N
 speedKmh motion role=airspeed units=km/h
 speedKmhUnit structural type=unit:K
VBW
 speeds* motion type=words
VLW
 distances* motion type=words
XDR
 attitude attitude
 temperature pressure
BOD
 bearings* missionPosition type=words
BWC BWR
 time absoluteTime clock=unix type=time
 latitude missionPosition group=waypoint role=latitude units=arcmin type=place
 longitude missionPosition group=waypoint role=longitude units=arcmin type=place
 bearing missionPosition
 bearingUnit structural type=unit:T
 magnetic magnetic
 magneticUnit structural type=unit:M
 distance missionPosition
 distanceUnit structural type=unit:N
 name freeText type=text
 mode estimatorHealth type=word
RMB
 status estimatorHealth type=word
 crossTrack missionPosition
 steer mode type=word
 origin freeText type=text
 destination freeText type=text
 latitude missionPosition group=waypoint role=latitude units=arcmin type=place
 longitude missionPosition group=waypoint role=longitude units=arcmin type=place
 distance missionPosition
 bearing missionPosition
 closing motion
 arrival mode type=word
 mode estimatorHealth type=word
RTE
 sentences structural
 sentence structural
 kind mode type=word
 names* freeText type=words
WPL
 latitude missionPosition group=waypoint role=latitude units=arcmin type=place
 longitude missionPosition group=waypoint role=longitude units=arcmin type=place
 name freeText type=text
AAM
 arrival mode type=word
 perpendicular mode type=word
 radius missionPosition
 radiusUnit structural type=unit:N
 name freeText type=text
APB
 way* missionPosition type=words
XTE
 status estimatorHealth type=word
 cycleLock estimatorHealth type=word
 crossTrack missionPosition
 steer mode type=word
 unit structural type=unit:N
 mode estimatorHealth type=word
VDM VDO ABM BBM ABK TTM TLL TLB TTD OSD DSC DSE DSI DSR
 others* thirdPartyPosition type=words
GGA
 time absoluteTime clock=unix type=time
 latitude aircraftPosition group=fix role=latitude units=arcmin type=place
 longitude aircraftPosition group=fix role=longitude units=arcmin type=place
 quality estimatorHealth type=word
 satellites satellites
 hdop satellites
 altitude altitude group=fix role=altitude datum=amsl units=m
 altitudeUnit structural type=unit:M
 geoid terrain
 geoidUnit structural type=unit:M
 dgpsAge satellites
 dgpsStation network type=text
RMC
 time absoluteTime clock=unix type=time
 status estimatorHealth type=word
 latitude aircraftPosition group=fix role=latitude units=arcmin type=place
 longitude aircraftPosition group=fix role=longitude units=arcmin type=place
 speed motion group=fix role=groundSpeed units=kn
 course motion group=fix role=course units=deg
 date absoluteTime clock=unix type=date
 variation magnetic
 variationSide magnetic type=word
 mode estimatorHealth type=word
 navigational estimatorHealth type=word
GLL
 latitude aircraftPosition group=fix role=latitude units=arcmin type=place
 longitude aircraftPosition group=fix role=longitude units=arcmin type=place
 time absoluteTime clock=unix type=time
 status estimatorHealth type=word
 mode estimatorHealth type=word
GNS
 time absoluteTime clock=unix type=time
 latitude aircraftPosition group=fix role=latitude units=arcmin type=place
 longitude aircraftPosition group=fix role=longitude units=arcmin type=place
 modes satellites type=word
 satellites satellites
 hdop satellites
 altitude altitude group=fix role=altitude datum=amsl units=m
 geoid terrain
 dgpsAge satellites
 dgpsStation network type=text
 navigational satellites type=word
VTG
 course motion group=velocity role=course units=deg
 courseUnit structural type=unit:T
 magnetic magnetic
 magneticUnit structural type=unit:M
 speed motion group=velocity role=groundSpeed units=kn
 speedUnit structural type=unit:N
 speedKmh motion group=velocity role=groundSpeed units=km/h
 speedKmhUnit structural type=unit:K
 mode estimatorHealth type=word
ZDA
 time absoluteTime clock=unix type=time
 day absoluteTime clock=unix type=day
 month absoluteTime clock=unix type=month
 year absoluteTime clock=unix type=year
 zoneHours absoluteTime clock=gps shows=presence
 zoneMinutes absoluteTime clock=gps
GSA
 selection satellites type=word
 fix satellites type=word
 satellites* satellites type=list
GSV
 sentences satellites
 sentence satellites
 satellites* satellites type=list
GST
 time absoluteTime clock=unix type=time
 errors* satellites type=list
GBS
 time absoluteTime clock=unix type=time
 errors* satellites type=list
GRS
 time absoluteTime clock=unix type=time
 residuals* satellites type=list
ALM
 almanac* satellites type=list
DTM
 datum aircraftPosition type=text
 subdivision aircraftPosition type=text
 latitude aircraftPosition
 latitudeSide aircraftPosition type=word
 longitude aircraftPosition
 longitudeSide aircraftPosition type=word
 altitude aircraftPosition
 reference aircraftPosition type=text
HDT
 heading heading role=yaw units=deg
 headingUnit structural type=unit:T
THS
 heading heading role=yaw units=deg
 mode estimatorHealth type=word
HDG
 heading magnetic
 deviation magnetic
 deviationSide magnetic type=word
 variation magnetic
 variationSide magnetic type=word
HDM
 heading magnetic
 headingUnit structural type=unit:M
ROT
 rate attitude role=yawRate
 status estimatorHealth type=word
TXT
 sentences structural
 sentence structural
 kind structural
 text freeText role=text type=text
TXT/1
 text freeText role=text type=text
`;
