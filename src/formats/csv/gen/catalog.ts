// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `airdata
 time absoluteTime clock=boot unit=ms zero=time
 datetime absoluteTime clock=unix type=date
 latitude aircraftPosition group=fix role=latitude units=deg
 longitude aircraftPosition group=fix role=longitude units=deg
 height_above_takeoff altitude group=fix role=altitude datum=home units=m
 altitude_above_sealevel altitude group=fix role=altitude datum=amsl units=m
 altitude altitude
 ascent altitude
 height_above_ground_at_drone_location terrain
 ground_elevation_at_drone_location terrain
 height_sonar terrain
 speed motion
 distance relativePosition
 mileage motion
 max_altitude altitude
 max_ascent altitude
 max_speed motion
 max_distance relativePosition
 xspeed motion group=velocity role=velocityNorth units=m/s
 yspeed motion group=velocity role=velocityEast units=m/s
 zspeed motion group=velocity role=velocityDown units=m/s
 compass_heading heading role=yaw units=deg
 pitch attitude role=pitch
 roll attitude role=roll
 satellites satellites
 gpslevel satellites
 voltage power
 isphoto payloadState type=word
 isvideo payloadState type=word
 rc_elevator radioControl
 rc_aileron radioControl
 rc_throttle radioControl
 rc_rudder radioControl
 gimbal_heading heading role=yaw units=deg
 gimbal_pitch payloadState
 gimbal_roll payloadState
 battery_percent power role=batteryRemaining
 voltagecell1 power
 voltagecell2 power
 voltagecell3 power
 voltagecell4 power
 voltagecell5 power
 voltagecell6 power
 current power
 battery_temperature power
 flycstateraw mode
 flycstate mode type=word
 message freeText
datcon
 offsettime absoluteTime clock=boot unit=s zero=time
 clock:offsettime absoluteTime clock=boot unit=s zero=time
 flighttime absoluteTime clock=boot unit=ms zero=time
 gps:datetimestamp absoluteTime clock=unix type=date
 gps(0):datetimestamp absoluteTime clock=unix type=date
 gps(0):date absoluteTime clock=gps type=text
 gps(0):time absoluteTime clock=gps type=text
 gps(0):lat aircraftPosition group=gps role=latitude
 gps(0):long aircraftPosition group=gps role=longitude
 gps(0):heightmsl altitude group=gps role=altitude datum=amsl
 gps(0):veln motion group=gpsVelocity role=velocityNorth units=m/s
 gps(0):vele motion group=gpsVelocity role=velocityEast units=m/s
 gps(0):veld motion group=gpsVelocity role=velocityDown units=m/s
 gps(0):hdop satellites
 gps(0):pdop satellites
 gps(0):sacc satellites
 gps(0):numgps satellites
 gps(0):numglnas satellites
 gps(0):numsv satellites
 gps:lat aircraftPosition group=gps role=latitude
 gps:long aircraftPosition group=gps role=longitude
 gps:heightmsl altitude group=gps role=altitude datum=amsl
 gps:veln motion group=gpsVelocity role=velocityNorth units=m/s
 gps:vele motion group=gpsVelocity role=velocityEast units=m/s
 gps:veld motion group=gpsVelocity role=velocityDown units=m/s
 imu_atti(0):latitude aircraftPosition group=imu role=latitude
 imu_atti(0):longitude aircraftPosition group=imu role=longitude
 imu_atti(0):barometer:smooth pressure
 imu_atti(0):barometer:raw pressure
 imu_atti(0):accel:x inertial
 imu_atti(0):accel:y inertial
 imu_atti(0):accel:z inertial
 imu_atti(0):accel:composite inertial
 imu_atti(0):accelx inertial
 imu_atti(0):accely inertial
 imu_atti(0):accelz inertial
 imu_atti(0):gyro:x inertial
 imu_atti(0):gyro:y inertial
 imu_atti(0):gyro:z inertial
 imu_atti(0):gyro:composite inertial
 imu_atti(0):gyrox inertial
 imu_atti(0):gyroy inertial
 imu_atti(0):gyroz inertial
 imu_atti(0):mag:x magnetic
 imu_atti(0):mag:y magnetic
 imu_atti(0):mag:z magnetic
 imu_atti(0):mag:mod magnetic
 imu_atti(0):veln motion group=velocity role=velocityNorth units=m/s
 imu_atti(0):vele motion group=velocity role=velocityEast units=m/s
 imu_atti(0):veld motion group=velocity role=velocityDown units=m/s
 imu_atti(0):velh motion
 imu_atti(0):velcomposite motion
 imu_atti(0):roll attitude role=roll
 imu_atti(0):pitch attitude role=pitch
 imu_atti(0):yaw heading role=yaw units=deg range=180
 imu_atti(0):roll:c attitude role=roll
 imu_atti(0):pitch:c attitude role=pitch
 imu_atti(0):yaw:c heading role=yaw units=deg range=180
 imu_atti(0):magyaw magnetic
 imu_atti(0):temperature systemHealth
 imu_atti(0):numsats satellites
 general:relativeheight altitude role=altitude datum=home units=m
 general:absoluteheight altitude
 general:vpsheight terrain
 controller:ctrl_mode mode type=word
 rc:aileron radioControl
 rc:elevator radioControl
 rc:throttle radioControl
 rc:rudder radioControl
 rc:modeswitch radioControl type=word
 battinfo:current power
 battery:current power
 battery:totalvolts power
 battery:temp power
 battery:battery power role=batteryRemaining
 motor:speed:rfront actuators
 motor:speed:lfront actuators
 motor:speed:lback actuators
 motor:speed:rback actuators
 flycstate mode type=word
 homepoint:latitude homePosition
 homepoint:longitude homePosition
 attribute|value opaque
flightrecord
 custom.updatetime absoluteTime clock=unix type=date
 custom.datetime absoluteTime clock=unix type=date
 custom.date absoluteTime clock=unix type=date
 osd.flytime absoluteTime clock=boot unit=s zero=time
 osd.latitude aircraftPosition group=fix role=latitude units=deg
 osd.longitude aircraftPosition group=fix role=longitude units=deg
 osd.height altitude group=fix role=altitude datum=home units=m
 osd.altitude altitude group=fix role=altitude datum=amsl units=m
 osd.heightmax altitude
 custom.hspeed motion
 osd.hspeed motion
 osd.hspeedmax motion
 osd.xspeedmax motion
 osd.yspeedmax motion
 osd.zspeedmax motion
 osd.mileage motion
 osd.directionoftravel motion
 custom.distance relativePosition
 home.distance relativePosition
 osd.xspeed motion group=velocity role=velocityNorth units=m/s
 osd.yspeed motion group=velocity role=velocityEast units=m/s
 osd.zspeed motion group=velocity role=velocityDown units=m/s
 osd.pitch attitude role=pitch
 osd.roll attitude role=roll
 osd.yaw heading role=yaw units=deg range=180
 osd.yaw360 heading role=yaw units=deg
 osd.flycstate mode type=word
 osd.flyccommand mode type=word
 osd.caniocwork mode type=word
 osd.groundorsky mode type=word
 osd.ismotorup mode type=word
 osd.gohomestatus mode type=word
 osd.modechannel mode type=word
 osd.flightaction mode type=word
 osd.motorstartfailedcause mode type=word
 osd.nongpscause mode type=word
 osd.isquickspin mode type=word
 osd.ctrldevice mode type=word
 osd.motorfailreason mode type=word
 osd.isonground mode type=word
 osd.ismotoron mode type=word
 osd.isgpsused mode type=word
 osd.isgohomeheightmodified mode type=word
 osd.ispropellercatapult mode type=word
 osd.swaveheight terrain
 osd.vpsheight terrain
 osd.isswavework systemHealth type=word
 osd.isimupreheated systemHealth type=word
 osd.isvisionused systemHealth type=word
 osd.compasserror systemHealth type=word
 osd.iscompasserror systemHealth type=word
 osd.waveerror systemHealth type=word
 osd.isacceletoroverrange systemHealth type=word
 osd.isacceleratoroverrange systemHealth type=word
 osd.isbarometerdeadinair systemHealth type=word
 osd.ismotorblocked systemHealth type=word
 osd.isnotenoughforce systemHealth type=word
 osd.imuinitfailreason systemHealth type=word
 osd.isvibrating vibration type=word
 osd.voltagewarning power type=word
 osd.batterytype power type=word
 osd.gpslevel satellites
 osd.gpsnum satellites
 osd.isoutoflimit geofence needs=event type=word
 home.isreachedlimitdistance geofence needs=event type=word
 home.isreachedlimitheight geofence needs=event type=word
 home.isneardistancelimit geofence needs=event type=word
 home.isnearheightlimit geofence needs=event type=word
 mc.atlowaltitudelimit geofence needs=event type=word
 mc.atdistancelimit geofence needs=event type=word
 mc.atairportaltitudelimit geofence needs=event type=word
 mc.atairportboundary geofence needs=event type=word
 osd.battery power
 osd.motorrevolution actuators
 osd.flycversion firmwareIdentity type=number
 firmware.version firmwareIdentity
 gimbal.version firmwareIdentity type=number
 recover.appversion firmwareIdentity
 recover.apptype firmwareIdentity
 recover.appplatform firmwareIdentity
 recover.appname firmwareIdentity
 details.apptype firmwareIdentity
 details.appversion firmwareIdentity
 details.appname firmwareIdentity
 osd.dronetype deviceIdentity
 recover.dronetype deviceIdentity
 details.dronetype deviceIdentity
 gimbal.pitch payloadState
 gimbal.roll payloadState
 gimbal.rolladjust payloadState
 gimbal.yaw heading role=yaw units=deg range=180
 gimbal.yaw360 heading role=yaw units=deg
 gimbal.yawangle payloadState
 gimbal.mode payloadState type=word
 gimbal.isautocalibration payloadState type=word
 gimbal.autocalibrationresult payloadState type=word
 gimbal.ispitchinlimit payloadState type=word
 gimbal.isrollinlimit payloadState type=word
 gimbal.isyawinlimit payloadState type=word
 gimbal.ispitchatlimit payloadState type=word
 gimbal.isrollatlimit payloadState type=word
 gimbal.isyawatlimit payloadState type=word
 gimbal.isstuck payloadState type=word
 gimbal.issingleclick payloadState type=word
 gimbal.isdoubleclick payloadState type=word
 gimbal.istripleclick payloadState type=word
 camera.isphoto payloadState type=word
 camera.isvideo payloadState type=word
 camera.sdcardisinserted payloadState type=word
 camera.sdcardstate payloadState type=word
 camera.filename media
 rc.aileron radioControl
 rc.elevator radioControl
 rc.throttle radioControl
 rc.rudder radioControl
 rc.gimbal radioControl
 rc.wheeloffset radioControl
 rc.gohome radioControl type=word
 rc.mode radioControl type=word
 rc.record radioControl type=word
 rc.shutter radioControl type=word
 rc.playback radioControl type=word
 rc.custom1 radioControl type=word
 rc.custom2 radioControl type=word
 rc.gohomedepressed radioControl type=word
 rc.recorddepressed radioControl type=word
 rc.shutterdepressed radioControl type=word
 rc.playbackdepressed radioControl type=word
 rc.wheeldepressed radioControl type=word
 rc.custom1depressed radioControl type=word
 rc.custom2depressed radioControl type=word
 rc.custom3depressed radioControl type=word
 rc.custom4depressed radioControl type=word
 rc.downlinksignal linkHealth
 rc.uplinksignal linkHealth
 center_battery.currentpv power
 center_battery.currentcapacity power
 center_battery.fullcapacity power
 center_battery.life power
 center_battery.current power
 center_battery.voltage power
 center_battery.voltagepercent power
 center_battery.temperature power
 center_battery.mintemperature power
 center_battery.maxtemperature power
 center_battery.cellnum power
 center_battery.cellvoltagedeviation power
 center_battery.maxcellvoltagedeviation power
 center_battery.voltagecell1 power
 center_battery.voltagecell2 power
 center_battery.voltagecell3 power
 center_battery.voltagecell4 power
 center_battery.voltagecell5 power
 center_battery.voltagecell6 power
 center_battery.cellvoltage1 power
 center_battery.cellvoltage2 power
 center_battery.cellvoltage3 power
 center_battery.cellvoltage4 power
 center_battery.cellvoltage5 power
 center_battery.cellvoltage6 power
 center_battery.errortype power type=word
 center_battery.connstatus power type=word
 center_battery.isneedstudy power type=word
 center_battery.isbatteryoncharge power type=word
 center_battery.status power type=word
 center_battery.iscellvoltageestimated power type=word
 center_battery.iscellvoltagedeviationhigh power type=word
 center_battery.isvoltagelow power type=word
 center_battery.lowwarning power type=word
 center_battery.lowwarninggohome power type=word
 center_battery.seriouslowwarning power type=word
 center_battery.seriouslowwarninglanding power type=word
 center_battery.gohomestatus mode type=word
 center_battery.gohomecountdown mode type=word
 center_battery.relativecapacity power role=total
 center_battery.chargelevel power role=batteryRemaining
 center_battery.battery power role=batteryRemaining
 center_battery.volumeconsume power role=total
 center_battery.loopnum power
 center_battery.timescharged power
 center_battery.totalstudycycle power
 center_battery.laststudycycle power
 center_battery.gohometime relativePosition
 center_battery.gohomebattery relativePosition
 center_battery.safeflyradius relativePosition
 center_battery.usefultime relativePosition
 center_battery.landtime altitude
 center_battery.landbattery altitude
 center_battery.serialno deviceIdentity
 center_battery.productdate deviceIdentity
 battery.currentpv power
 battery.currentcapacity power
 battery.fullcapacity power
 battery.life power
 battery.current power
 battery.voltage power
 battery.voltagepercent power
 battery.temperature power
 battery.mintemperature power
 battery.maxtemperature power
 battery.cellnum power
 battery.cellvoltagedeviation power
 battery.maxcellvoltagedeviation power
 battery.voltagecell1 power
 battery.voltagecell2 power
 battery.voltagecell3 power
 battery.voltagecell4 power
 battery.voltagecell5 power
 battery.voltagecell6 power
 battery.cellvoltage1 power
 battery.cellvoltage2 power
 battery.cellvoltage3 power
 battery.cellvoltage4 power
 battery.cellvoltage5 power
 battery.cellvoltage6 power
 battery.errortype power type=word
 battery.connstatus power type=word
 battery.isneedstudy power type=word
 battery.isbatteryoncharge power type=word
 battery.status power type=word
 battery.iscellvoltageestimated power type=word
 battery.iscellvoltagedeviationhigh power type=word
 battery.isvoltagelow power type=word
 battery.lowwarning power type=word
 battery.lowwarninggohome power type=word
 battery.seriouslowwarning power type=word
 battery.seriouslowwarninglanding power type=word
 battery.gohomestatus mode type=word
 battery.gohomecountdown mode type=word
 battery.relativecapacity power role=batteryRemaining
 battery.chargelevel power role=batteryRemaining
 battery.battery power role=batteryRemaining
 battery.volumeconsume power role=total
 battery.loopnum power
 battery.timescharged power
 battery.totalstudycycle power
 battery.laststudycycle power
 battery.gohometime relativePosition
 battery.gohomebattery relativePosition
 battery.safeflyradius relativePosition
 battery.usefultime relativePosition
 battery.landtime altitude
 battery.landbattery altitude
 battery.serialno deviceIdentity
 battery.productdate deviceIdentity
 smart_battery.currentpv power
 smart_battery.currentcapacity power
 smart_battery.fullcapacity power
 smart_battery.life power
 smart_battery.current power
 smart_battery.voltage power
 smart_battery.voltagepercent power
 smart_battery.temperature power
 smart_battery.mintemperature power
 smart_battery.maxtemperature power
 smart_battery.cellnum power
 smart_battery.cellvoltagedeviation power
 smart_battery.maxcellvoltagedeviation power
 smart_battery.voltagecell1 power
 smart_battery.voltagecell2 power
 smart_battery.voltagecell3 power
 smart_battery.voltagecell4 power
 smart_battery.voltagecell5 power
 smart_battery.voltagecell6 power
 smart_battery.cellvoltage1 power
 smart_battery.cellvoltage2 power
 smart_battery.cellvoltage3 power
 smart_battery.cellvoltage4 power
 smart_battery.cellvoltage5 power
 smart_battery.cellvoltage6 power
 smart_battery.errortype power type=word
 smart_battery.connstatus power type=word
 smart_battery.isneedstudy power type=word
 smart_battery.isbatteryoncharge power type=word
 smart_battery.status power type=word
 smart_battery.iscellvoltageestimated power type=word
 smart_battery.iscellvoltagedeviationhigh power type=word
 smart_battery.isvoltagelow power type=word
 smart_battery.lowwarning power type=word
 smart_battery.lowwarninggohome power type=word
 smart_battery.seriouslowwarning power type=word
 smart_battery.seriouslowwarninglanding power type=word
 smart_battery.gohomestatus mode type=word
 smart_battery.gohomecountdown mode type=word
 smart_battery.relativecapacity power role=batteryRemaining
 smart_battery.chargelevel power role=batteryRemaining
 smart_battery.battery power role=batteryRemaining
 smart_battery.volumeconsume power role=total
 smart_battery.loopnum power
 smart_battery.timescharged power
 smart_battery.totalstudycycle power
 smart_battery.laststudycycle power
 smart_battery.gohometime relativePosition
 smart_battery.gohomebattery relativePosition
 smart_battery.safeflyradius relativePosition
 smart_battery.usefultime relativePosition
 smart_battery.landtime altitude
 smart_battery.landbattery altitude
 smart_battery.serialno deviceIdentity
 smart_battery.productdate deviceIdentity
 deform.isdeformprotected mode type=word
 deform.deformstatus mode type=word
 deform.deformmode mode type=word
 mc.failsafeaction mode type=word
 mc.isobstacleavoidanceenabled mode type=word
 mc.iscollisionavoidanceenabled mode type=word
 mc.isrthobstacleavoidanceenabled mode type=word
 mc.islandingconfirmationneeded mode type=word
 mc.isbraking terrain type=word
 mc.isavoidingobstacle terrain type=word
 mc.isavoidingactiveobstacle terrain type=word
 mc.isascentlimitedbyobstacle terrain type=word
 home.latitude homePosition group=home role=latitude units=deg
 home.longitude homePosition group=home role=longitude units=deg
 home.height homePosition
 home.altitude homePosition
 home.ishomerecord mode type=word
 home.gohomemode mode type=word
 home.isdynamichomepointenabled mode type=word
 home.gohomestatus mode type=word
 home.hasgohome mode type=word
 home.isbeginnermode mode type=word
 home.isiocenabled mode type=word
 home.iocmode mode type=word
 home.ismultipleflightmodeenabled mode type=word
 home.ismultiplemodeenabled mode type=word
 home.aircraftheaddirection mode type=word
 home.compasscelestatus systemHealth type=word
 home.iscompassceleing systemHealth type=word
 home.iscompasscalibrating systemHealth type=word
 home.datarecorderstatus systemHealth type=word
 home.datarecorderremaincapacity systemHealth
 home.datarecorderremaintime systemHealth
 home.gohomeheight parameter
 home.heightlimit parameter
 home.maxallowedheight parameter
 home.forcelandingheight parameter
 home.courselockangle heading
 home.wind motion type=word
 home.datarecorderfileindex deviceIdentity type=number
 home.currentflightrecordindex deviceIdentity type=number
 recover.aircraftsn deviceIdentity
 recover.aircraftserial deviceIdentity
 recover.camerasn deviceIdentity
 recover.cameraserial deviceIdentity
 recover.rcsn deviceIdentity
 recover.rcserial deviceIdentity
 recover.batterysn deviceIdentity
 recover.batteryserial deviceIdentity
 details.aircraftsn deviceIdentity
 details.aircraftserial deviceIdentity
 details.camerasn deviceIdentity
 details.cameraserial deviceIdentity
 details.rcsn deviceIdentity
 details.rcserial deviceIdentity
 details.batterysn deviceIdentity
 details.batteryserial deviceIdentity
 recover.aircraftname personIdentity
 details.aircraftname personIdentity
 recover.activetimestamp absoluteTime clock=past type=date
 details.activetimestamp absoluteTime clock=past type=date
 details.street homePosition type=text
 details.citypart homePosition type=text
 details.city homePosition type=text
 details.area homePosition type=text
 details.latitude homePosition group=details role=latitude units=deg
 details.longitude homePosition group=details role=longitude units=deg
 details.timestamp absoluteTime clock=start type=date
 details.recordlinecount motion
 details.totaltime motion
 details.isfavorite parameter type=word
 details.isnew parameter type=word
 details.needupload parameter type=word
 details.totaldistance motion
 details.maxhorizontalspeed motion
 details.maxverticalspeed motion
 details.maxheight altitude
 details.photonum payloadState role=total
 details.videotime payloadState role=total
 app_gps.latitude operatorPosition group=app role=latitude units=deg
 app_gps.longitude operatorPosition group=app role=longitude units=deg
 app_gps.accuracy satellites
 appgps.latitude operatorPosition group=app role=latitude units=deg
 appgps.longitude operatorPosition group=app role=longitude units=deg
 appgps.accuracy satellites
 app_tip.tip freeText
 app_warn.warn freeText
 app.tip freeText
 app.warn freeText
 app.warning freeText
 app.message freeText
 app_ser_warn.warn freeText
 weather.winddirection pressure type=word
 weather.windrelativedirection pressure type=word
 weather.windspeed pressure type=word
 weather.maxwindspeed pressure type=word
 weather.windstrength pressure type=word
 weather.isfacingwind pressure type=word
 weather.isflyingintowind pressure type=word
geotag
 id structural
 time absoluteTime clock=boot unit=s zero=time
 latitude aircraftPosition group=fix role=latitude units=deg
 longitude aircraftPosition group=fix role=longitude units=deg
 lat aircraftPosition group=short role=latitude units=deg
 lon aircraftPosition group=short role=longitude units=deg
 altitude altitude
litchi
 latitude aircraftPosition group=fix role=latitude units=deg
 longitude aircraftPosition group=fix role=longitude units=deg
 altitude altitude
 ultrasonicheight terrain
 speed motion
 distance relativePosition
 max_altitude altitude
 max_ascent altitude
 max_speed motion
 max_distance relativePosition
 time absoluteTime clock=boot unit=ms zero=time
 datetime absoluteTime clock=unix type=date
 timestamp absoluteTime clock=gps type=text
 satellites satellites
 pressure pressure
 temperature pressure
 voltage power
 home_latitude homePosition group=home role=latitude units=deg
 home_longitude homePosition group=home role=longitude units=deg
 velocityx motion group=velocity role=velocityNorth units=m/s
 velocityy motion group=velocity role=velocityEast units=m/s
 velocityz motion group=velocity role=velocityDown units=m/s
 pitch attitude role=pitch
 roll attitude role=roll
 yaw heading role=yaw units=deg range=180
 yaw360 heading role=yaw units=deg
 pitchraw attitude
 rollraw attitude
 yawraw heading
 gimbalpitchraw payloadState
 gimbalrollraw payloadState
 gimbalyawraw heading
 gimbalpitch payloadState
 gimbalroll payloadState
 gimbalyaw heading role=yaw units=deg range=180
 altituderaw altitude
 speedraw motion
 distanceraw relativePosition
 velocityxraw motion
 velocityyraw motion
 velocityzraw motion
 powerlevel power
 isflying mode type=word
 istakingphoto payloadState type=word
 istakingvideo payloadState type=word
 ismotorson mode type=word
 remainpowerpercent power role=batteryRemaining
 remainlifepercent power
 currentcurrent power
 currentelectricity power role=total
 currentvoltage power
 batterytemperature power
 dischargecount power
 battery_cell1 power
 battery_cell2 power
 battery_cell3 power
 battery_cell4 power
 battery_cell5 power
 battery_cell6 power
 center_battery.productdate deviceIdentity
 center_battery.productdateraw deviceIdentity
 center_battery.serialno deviceIdentity
 center_battery.fullcapacity power
 flightmode mode type=word
 flystate mode type=word
 rc_elevator radioControl
 rc_aileron radioControl
 rc_throttle radioControl
 rc_rudder radioControl
 rc_gyro radioControl
 rcmodeswitch radioControl type=word
 rchome radioControl type=word
 rcpause radioControl type=word
 rctransform radioControl type=word
 rcjoystickmode radioControl type=word
 appmode mode type=word
 downlinksignalquality linkHealth
 uplinksignalquality linkHealth
 transmissionchannel linkHealth
 dronetype deviceIdentity
 appversion firmwareIdentity
 planename personIdentity
 flycontrollerserialnumber deviceIdentity
 remoteserialnumber deviceIdentity
 batteryserialnumber deviceIdentity
 battery2serialnumber deviceIdentity
 flycontrollerserialnumber_legacy deviceIdentity
 remoteserialnumber_legacy deviceIdentity
 batteryserialnumber_legacy deviceIdentity
 app_tip freeText
 app_warning freeText
 frontavoiddist terrain
 backavoiddist terrain
 isbrakingtoavoid terrain type=word
ugcs
 time absoluteTime clock=unix type=date
 cs:altitude_agl terrain
 cs:altitude_amsl altitude group=fix role=altitude datum=amsl units=m
 cs:ground_elevation terrain
 cs:ground_speed_x motion
 cs:ground_speed_y motion
 cs:ground_speed_z motion
 fc:altitude_raw altitude group=fix role=altitude datum=home units=m
 fc:altitude_amsl altitude
 fc:control_mode mode type=word
 fc:flight_mode mode type=word
 fc:native_control_mode mode type=word
 fc:autopilot_status mode type=word
 fc:course motion role=course units=deg
 fc:heading heading role=yaw units=deg range=180
 fc:ground_speed motion
 fc:air_speed motion
 fc:vertical_speed motion role=climbRate
 fc:downlink_present linkHealth type=word
 fc:uplink_present linkHealth type=word
 fc:gcs_link_quality linkHealth
 fc:rc_link_quality linkHealth
 fc:is_armed mode type=word
 fc:home_latitude homePosition group=home role=latitude units=deg
 fc:home_longitude homePosition group=home role=longitude units=deg
 fc:home_altitude_raw homePosition
 fc:home_altitude_amsl homePosition
 fc:takeoff_latitude homePosition group=takeoff role=latitude units=deg
 fc:takeoff_longitude homePosition group=takeoff role=longitude units=deg
 fc:takeoff_altitude_amsl homePosition
 fc:latitude aircraftPosition group=fix role=latitude units=deg
 fc:longitude aircraftPosition group=fix role=longitude units=deg
 fc:target_latitude missionPosition group=target role=latitude units=deg
 fc:target_longitude missionPosition group=target role=longitude units=deg
 fc:main_current power
 fc:main_voltage power
 fc:remaining_power_level power
 fc:current_waypoint mode
 fc:pitch attitude role=pitch
 fc:roll attitude role=roll
 fc:satellite_count satellites
 fc:gps_fix_type satellites
 gb:heading heading role=yaw units=deg range=180
 gb:pitch payloadState
 gb:roll payloadState
`;
