// Written by generate.ts from catalog/*.txt. Do not edit.
export const catalogText = `SENSOR_OFFSETS
 mag_declination magnetic
 raw_press pressure
 raw_temp pressure
 gyro_cal_x calibration
 gyro_cal_y calibration
 gyro_cal_z calibration
 accel_cal_x calibration
 accel_cal_y calibration
 accel_cal_z calibration
 mag_ofs_x calibration
 mag_ofs_y calibration
 mag_ofs_z calibration
SET_MAG_OFFSETS
 mag_ofs_x calibration
 mag_ofs_y calibration
 mag_ofs_z calibration
 target_system structural
 target_component structural
MEMINFO
 brkval systemHealth
 freemem systemHealth
 freemem32 systemHealth
AP_ADC
 adc1 opaque
 adc2 opaque
 adc3 opaque
 adc4 opaque
 adc5 opaque
 adc6 opaque
DIGICAM_CONFIGURE
 extra_value opaque
 shutter_speed payloadState unknown=0
 target_system structural
 target_component structural
 mode payloadState unknown=0
 aperture payloadState unknown=0
 iso payloadState unknown=0
 exposure_type payloadState unknown=0
 command_id structural
 engine_cut_off payloadState
 extra_param structural
DIGICAM_CONTROL
 extra_value opaque
 target_system structural
 target_component structural
 session payloadState
 zoom_pos payloadState unknown=0
 zoom_step payloadState
 focus_lock payloadState
 shot payloadState unknown=0
 command_id structural
 extra_param structural
MOUNT_CONFIGURE
 target_system structural
 target_component structural
 mount_mode payloadState
 stab_roll payloadState
 stab_pitch payloadState
 stab_yaw payloadState
MOUNT_CONTROL
 input_a missionPosition group=target
 input_b missionPosition group=target
 input_c missionPosition group=target
 target_system structural
 target_component structural
 save_position payloadState
MOUNT_STATUS
 pointing_a payloadState
 pointing_b payloadState
 pointing_c heading
 target_system structural
 target_component structural
 mount_mode payloadState
FENCE_POINT
 lat missionPosition group=point role=latitude
 lng missionPosition group=point role=longitude
 target_system structural
 target_component structural
 idx structural
 count structural
FENCE_FETCH_POINT
 target_system structural
 target_component structural
 idx structural
AHRS
 omegaIx calibration
 omegaIy calibration
 omegaIz calibration
 accel_weight estimatorHealth
 renorm_val estimatorHealth
 error_rp estimatorHealth
 error_yaw estimatorHealth
SIMSTATE
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=fix role=yaw
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 lat aircraftPosition group=fix role=latitude
 lng aircraftPosition group=fix role=longitude
HWSTATUS
 Vcc power
 I2Cerr systemHealth
RADIO
 rxerrors linkHealth
 fixed linkHealth
 rssi linkHealth
 remrssi linkHealth
 txbuf linkHealth
 noise linkHealth
 remnoise linkHealth
LIMITS_STATUS
 last_trigger geofence clock=past needs=event blank=0
 last_action geofence clock=past needs=event blank=0
 last_recovery geofence clock=past needs=event blank=0
 last_clear geofence clock=past needs=event blank=0
 breach_count geofence
 limits_state geofence
 mods_enabled geofence
 mods_required geofence
 mods_triggered geofence
WIND
 direction motion
 speed motion role=windSpeed
 speed_z motion
DATA16
 type structural
 len structural
 data opaque
DATA32
 type structural
 len structural
 data opaque
DATA64
 type structural
 len structural
 data opaque
DATA96
 type structural
 len structural
 data opaque
RANGEFINDER
 distance terrain group=range
 voltage terrain group=range unknown=0
AIRSPEED_AUTOCAL
 vx motion group=velocity role=velocityNorth frame=NED
 vy motion group=velocity role=velocityEast frame=NED
 vz motion group=velocity role=velocityDown frame=NED
 diff_pressure pressure
 EAS2TAS pressure
 ratio calibration
 state_x motion group=wind role=windNorth
 state_y motion group=wind role=windEast
 state_z calibration
 Pax estimatorHealth
 Pby estimatorHealth
 Pcz estimatorHealth
RALLY_POINT
 lat missionPosition group=point role=latitude
 lng missionPosition group=point role=longitude
 alt missionPosition group=point role=altitude datum=home when=!flags&4
 alt missionPosition group=point role=altitude datum=amsl when=!flags&24
 alt missionPosition group=point role=altitude datum=home when=!flags&16
 alt missionPosition group=point role=altitude datum=local when=!flags&8
 alt missionPosition group=point role=altitude datum=terrain
 break_alt missionPosition group=point role=altitude datum=home
 land_dir missionPosition blank=0
 target_system structural
 target_component structural
 idx structural
 count structural
 flags structural
RALLY_FETCH_POINT
 target_system structural
 target_component structural
 idx structural
COMPASSMOT_STATUS
 current power
 CompensationX calibration
 CompensationY calibration
 CompensationZ calibration
 throttle actuators
 interference magnetic blank=0
AHRS2
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=fix role=yaw
 altitude altitude group=fix role=altitude
 lat aircraftPosition group=fix role=latitude
 lng aircraftPosition group=fix role=longitude
CAMERA_STATUS
 time_usec absoluteTime clock=auto
 p1 power when=event_id==4
 p1 payloadState when=event_id:5,6
 p1 opaque
 p2 opaque
 p3 opaque
 p4 opaque
 img_idx deviceIdentity blank=0
 target_system structural
 cam_idx structural
 event_id payloadState
CAMERA_FEEDBACK
 time_usec absoluteTime clock=auto
 lat aircraftPosition group=fix role=latitude
 lng aircraftPosition group=fix role=longitude
 alt_msl altitude group=fix role=altitude datum=amsl
 alt_rel altitude group=fix role=altitude datum=home
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=fix role=yaw
 foc_len payloadState
 img_idx payloadState
 target_system structural
 cam_idx structural
 flags payloadState
 completed_captures payloadState
BATTERY2
 voltage power
 current_battery power unknown=-1
AHRS3
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=fix role=yaw
 altitude altitude group=fix role=altitude
 lat aircraftPosition group=fix role=latitude
 lng aircraftPosition group=fix role=longitude
 v1 opaque
 v2 opaque
 v3 opaque
 v4 opaque
AUTOPILOT_VERSION_REQUEST
 target_system structural
 target_component structural
REMOTE_LOG_DATA_BLOCK
 seqno structural
 target_system structural
 target_component structural
 data opaque
REMOTE_LOG_BLOCK_STATUS
 seqno structural
 target_system structural
 target_component structural
 status linkHealth
LED_CONTROL
 target_system structural
 target_component structural
 instance structural
 pattern payloadState
 custom_len structural
 custom_bytes opaque blank=0
MAG_CAL_PROGRESS
 direction_x magnetic group=direction frame=body
 direction_y magnetic group=direction frame=body
 direction_z magnetic group=direction frame=body
 compass_id structural
 cal_mask structural
 cal_status calibration
 attempt calibration
 completion_pct calibration
 completion_mask magnetic
EKF_STATUS_REPORT
 velocity_variance estimatorHealth
 pos_horiz_variance estimatorHealth
 pos_vert_variance estimatorHealth
 compass_variance estimatorHealth
 terrain_alt_variance estimatorHealth
 flags estimatorHealth
 airspeed_variance estimatorHealth
PID_TUNING
 desired attitude when=axis:1,2,3,5,9
 desired motion when=axis:4,7,8,10,11,12
 desired heading when=axis:6,16
 desired relativePosition
 achieved attitude when=axis:1,2,3,5,9
 achieved motion when=axis:4,7,8,10,11,12
 achieved heading when=axis:6,16
 achieved relativePosition
 FF attitude when=axis:1,2,3,5,9
 FF motion when=axis:4,7,8,10,11,12
 FF heading when=axis:6,16
 FF relativePosition
 P attitude when=axis:1,2,3,5,9
 P motion when=axis:4,7,8,10,11,12
 P heading when=axis:6,16
 P relativePosition
 I attitude when=axis:1,2,3,5,9
 I motion when=axis:4,7,8,10,11,12
 I heading when=axis:6,16
 I relativePosition
 D attitude when=axis:1,2,3,5,9
 D motion when=axis:4,7,8,10,11,12
 D heading when=axis:6,16
 D relativePosition
 axis structural
 SRate actuators
 PDmod actuators
DEEPSTALL
 landing_lat homePosition group=landing role=latitude
 landing_lon homePosition group=landing role=longitude
 path_lat missionPosition group=path role=latitude
 path_lon missionPosition group=path role=longitude
 arc_entry_lat missionPosition group=arc role=latitude
 arc_entry_lon missionPosition group=arc role=longitude
 altitude homePosition group=landing role=altitude
 expected_travel_distance relativePosition role=distance
 cross_track_error relativePosition
 stage mode
GIMBAL_REPORT
 delta_time inertial
 delta_angle_x inertial
 delta_angle_y inertial
 delta_angle_z inertial
 delta_velocity_x inertial
 delta_velocity_y inertial
 delta_velocity_z inertial
 joint_roll payloadState
 joint_el payloadState
 joint_az payloadState
 target_system structural
 target_component structural
GIMBAL_CONTROL
 demanded_rate_x payloadState
 demanded_rate_y payloadState
 demanded_rate_z payloadState
 target_system structural
 target_component structural
GIMBAL_TORQUE_CMD_REPORT
 rl_torque_cmd payloadState
 el_torque_cmd payloadState
 az_torque_cmd payloadState
 target_system structural
 target_component structural
GOPRO_HEARTBEAT
 status payloadState
 capture_mode payloadState
 flags payloadState
GOPRO_GET_REQUEST
 target_system structural
 target_component structural
 cmd_id structural
GOPRO_GET_RESPONSE
 cmd_id structural
 status payloadState
 value power when=cmd_id:3,16
 value deviceIdentity when=cmd_id==4 unknown=0
 value payloadState when=cmd_id:0,1,2,5,6,7,8,9,10,11,12,13,14
 value opaque
GOPRO_SET_REQUEST
 target_system structural
 target_component structural
 cmd_id structural
 value power when=cmd_id:3,16
 value deviceIdentity when=cmd_id==4 unknown=0
 value payloadState when=cmd_id:0,1,2,5,6,7,8,9,10,11,12,13,14
 value opaque
GOPRO_SET_RESPONSE
 cmd_id structural
 status payloadState
RPM
 rpm1 actuators
 rpm2 actuators
DEVICE_OP_READ
 request_id structural
 target_system structural
 target_component structural
 bustype deviceIdentity
 bus deviceIdentity
 address deviceIdentity
 busname deviceIdentity blank=0
 regstart structural
 count structural
 bank structural
DEVICE_OP_READ_REPLY
 request_id structural
 result mode
 regstart structural
 count structural
 data opaque
 bank structural
DEVICE_OP_WRITE
 request_id structural
 target_system structural
 target_component structural
 bustype deviceIdentity
 bus deviceIdentity
 address deviceIdentity
 busname deviceIdentity blank=0
 regstart structural
 count structural
 data opaque
 bank structural
DEVICE_OP_WRITE_REPLY
 request_id structural
 result mode
SECURE_COMMAND
 sequence structural
 operation structural
 target_system structural
 target_component structural
 data_length structural
 sig_length structural
 data credential
SECURE_COMMAND_REPLY
 sequence structural
 operation structural
 result mode
 data_length structural
 data credential
ADAP_TUNING
 desired attitude
 achieved attitude
 error attitude
 theta attitude
 omega attitude
 sigma attitude
 theta_dot attitude
 omega_dot attitude
 sigma_dot attitude
 f estimatorHealth
 f_dot estimatorHealth
 u actuators
 axis structural
VISION_POSITION_DELTA
 time_usec absoluteTime clock=auto
 time_delta_usec linkHealth
 angle_delta attitude frame=FRD
 position_delta motion frame=FRD
 confidence estimatorHealth
AOA_SSA
 time_usec absoluteTime clock=auto
 AOA motion
 SSA motion
ESC_TELEMETRY_1_TO_4
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ESC_TELEMETRY_5_TO_8
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ESC_TELEMETRY_9_TO_12
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
OSD_PARAM_CONFIG
 request_id structural
 min_value parameter
 max_value parameter
 increment parameter
 target_system structural
 target_component structural
 osd_screen structural
 osd_index structural
 param_id parameter blank=0
 config_type structural
OSD_PARAM_CONFIG_REPLY
 request_id structural
 result mode
OSD_PARAM_SHOW_CONFIG
 request_id structural
 target_system structural
 target_component structural
 osd_screen structural
 osd_index structural
OSD_PARAM_SHOW_CONFIG_REPLY
 request_id structural
 min_value parameter
 max_value parameter
 increment parameter
 result mode
 param_id parameter blank=0
 config_type structural
OBSTACLE_DISTANCE_3D
 time_boot_ms absoluteTime clock=boot
 x terrain group=obstacle
 y terrain group=obstacle
 z terrain group=obstacle
 min_distance terrain
 max_distance terrain
 obstacle_id terrain unknown=UINT16_MAX
 sensor_type structural
 frame structural
WATER_DEPTH
 time_boot_ms absoluteTime clock=boot
 lat aircraftPosition group=fix role=latitude
 lng aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=amsl
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=fix role=yaw
 distance terrain
 temperature pressure
 id structural
 healthy systemHealth
MCU_STATUS
 MCU_temperature pressure blank=0
 MCU_voltage power
 MCU_voltage_min power
 MCU_voltage_max power
 id structural
ESC_TELEMETRY_13_TO_16
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ESC_TELEMETRY_17_TO_20
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ESC_TELEMETRY_21_TO_24
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ESC_TELEMETRY_25_TO_28
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ESC_TELEMETRY_29_TO_32
 voltage power
 current power
 totalcurrent power role=total blank=0
 rpm actuators
 count linkHealth
 temperature actuators
ICAROUS_HEARTBEAT
 status mode
ICAROUS_KINEMATIC_BANDS
 min1 thirdPartyPosition
 max1 thirdPartyPosition
 min2 thirdPartyPosition
 max2 thirdPartyPosition
 min3 thirdPartyPosition
 max3 thirdPartyPosition
 min4 thirdPartyPosition
 max4 thirdPartyPosition
 min5 thirdPartyPosition
 max5 thirdPartyPosition
 numBands thirdPartyPosition
 type1 thirdPartyPosition
 type2 thirdPartyPosition
 type3 thirdPartyPosition
 type4 thirdPartyPosition
 type5 thirdPartyPosition
UAVIONIX_ADSB_OUT_CFG
 ICAO deviceIdentity blank=0
 stallSpeed parameter
 callsign personIdentity blank=0
 emitterType structural
 aircraftSize parameter unknown=0
 gpsOffsetLat parameter unknown=0
 gpsOffsetLon parameter unknown=0
 rfSelect mode
UAVIONIX_ADSB_OUT_DYNAMIC
 utcTime absoluteTime clock=gps unit=s unknown=UINT32_MAX
 gpsLat aircraftPosition group=fix role=latitude unknown=INT32_MAX
 gpsLon aircraftPosition group=fix role=longitude unknown=INT32_MAX
 gpsAlt altitude group=fix role=altitude datum=ellipsoid unknown=INT32_MAX
 baroAltMSL pressure unknown=INT32_MAX
 accuracyHor satellites unknown=UINT32_MAX
 accuracyVert satellites unknown=UINT16_MAX
 accuracyVel satellites unknown=UINT16_MAX
 velVert motion group=fix role=climbRate unknown=INT16_MAX
 velNS motion group=fix role=velocityNorth unknown=INT16_MAX
 VelEW motion group=fix role=velocityEast unknown=INT16_MAX
 state mode
 squawk personIdentity
 gpsFix estimatorHealth
 numSats satellites unknown=UINT8_MAX
 emergencyStatus mode
UAVIONIX_ADSB_TRANSCEIVER_HEALTH_REPORT
 rfHealth systemHealth
UAVIONIX_ADSB_OUT_CFG_REGISTRATION
 registration deviceIdentity blank=0
UAVIONIX_ADSB_OUT_CFG_FLIGHTID
 flight_id personIdentity blank=0
UAVIONIX_ADSB_GET
 ReqMessageId structural
UAVIONIX_ADSB_OUT_CONTROL
 baroAltMSL pressure unknown=INT32_MAX
 squawk personIdentity
 state mode
 emergencyStatus mode
 flight_id personIdentity unknown=32
 x_bit mode
UAVIONIX_ADSB_OUT_STATUS
 squawk personIdentity
 state mode
 NIC_NACp satellites
 boardTemp systemHealth
 fault systemHealth
 flight_id personIdentity unknown=32
HEARTBEAT
 custom_mode mode
 type structural
 autopilot structural
 base_mode mode
 system_status mode
 mavlink_version structural
SYS_STATUS
 onboard_control_sensors_present systemHealth
 onboard_control_sensors_enabled systemHealth
 onboard_control_sensors_health systemHealth
 load systemHealth
 voltage_battery power unknown=UINT16_MAX
 current_battery power unknown=-1
 drop_rate_comm linkHealth blank=0
 errors_comm linkHealth blank=0
 errors_count1 systemHealth
 errors_count2 systemHealth
 errors_count3 systemHealth
 errors_count4 systemHealth
 battery_remaining power unknown=-1 role=batteryRemaining
 onboard_control_sensors_present_extended systemHealth
 onboard_control_sensors_enabled_extended systemHealth
 onboard_control_sensors_health_extended systemHealth
SYSTEM_TIME
 time_unix_usec absoluteTime clock=unix
 time_boot_ms absoluteTime clock=boot
PING
 time_usec absoluteTime clock=own
 seq structural
 target_system structural
 target_component structural
CHANGE_OPERATOR_CONTROL
 target_system structural
 control_request mode
 version structural
 passkey credential blank=0
CHANGE_OPERATOR_CONTROL_ACK
 gcs_system_id structural
 control_request mode
 ack mode
AUTH_KEY
 key credential
LINK_NODE_STATUS
 timestamp absoluteTime clock=boot
 tx_rate linkHealth
 rx_rate linkHealth
 messages_sent linkHealth
 messages_received linkHealth
 messages_lost linkHealth
 rx_parse_err linkHealth
 tx_overflows linkHealth
 rx_overflows linkHealth
 tx_buf linkHealth
 rx_buf linkHealth
SET_MODE
 custom_mode mode
 target_system structural
 base_mode mode
PARAM_REQUEST_LIST
 target_system structural
 target_component structural
GPS_RAW_INT
 time_usec absoluteTime clock=auto
 lat aircraftPosition group=fix role=latitude
 lon aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=amsl
 eph satellites unknown=UINT16_MAX
 epv satellites unknown=UINT16_MAX
 vel motion group=fix role=groundSpeed unknown=UINT16_MAX
 cog motion unknown=UINT16_MAX when=vel==65535
 cog motion group=fix role=course unknown=UINT16_MAX when=vel&65472
 cog motion unknown=UINT16_MAX
 fix_type estimatorHealth
 satellites_visible satellites unknown=UINT8_MAX
 alt_ellipsoid altitude blank=0
 h_acc satellites blank=0
 v_acc satellites blank=0
 vel_acc satellites blank=0
 hdg_acc satellites blank=0
 yaw heading group=fix role=yaw unknown=0
GPS_STATUS
 satellites_visible satellites
 satellite_prn satellites
 satellite_used satellites
 satellite_elevation satellites
 satellite_azimuth satellites
 satellite_snr satellites
SCALED_IMU
 time_boot_ms absoluteTime clock=boot
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 xmag magnetic group=mag role=magneticX frame=body blank=0
 ymag magnetic group=mag role=magneticY frame=body blank=0
 zmag magnetic group=mag role=magneticZ frame=body blank=0
 temperature pressure unknown=0
RAW_IMU
 time_usec absoluteTime clock=auto
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 xmag magnetic group=mag role=magneticX frame=body blank=0
 ymag magnetic group=mag role=magneticY frame=body blank=0
 zmag magnetic group=mag role=magneticZ frame=body blank=0
 id structural
 temperature pressure unknown=0
RAW_PRESSURE
 time_usec absoluteTime clock=auto
 press_abs pressure
 press_diff1 pressure unknown=0
 press_diff2 pressure unknown=0
 temperature pressure
SCALED_PRESSURE
 time_boot_ms absoluteTime clock=boot
 press_abs pressure
 press_diff pressure
 temperature pressure
 temperature_press_diff pressure unknown=0
ATTITUDE
 time_boot_ms absoluteTime clock=boot
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading role=yaw
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
ATTITUDE_QUATERNION
 time_boot_ms absoluteTime clock=boot
 q1 heading group=attitude role=quaternionW
 q2 heading group=attitude role=quaternionX
 q3 heading group=attitude role=quaternionY
 q4 heading group=attitude role=quaternionZ
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 repr_offset_q attitude unknown=0
LOCAL_POSITION_NED
 time_boot_ms absoluteTime clock=boot
 x relativePosition group=local role=north frame=NED
 y relativePosition group=local role=east frame=NED
 z relativePosition group=local role=down frame=NED
 vx motion group=velocity role=velocityNorth frame=NED
 vy motion group=velocity role=velocityEast frame=NED
 vz motion group=velocity role=velocityDown frame=NED
GLOBAL_POSITION_INT
 time_boot_ms absoluteTime clock=boot
 lat aircraftPosition group=position role=latitude
 lon aircraftPosition group=position role=longitude
 alt altitude group=position role=altitude datum=amsl
 relative_alt altitude group=position role=altitude datum=home blank=INT32_MAX
 vx motion group=position role=velocityNorth frame=NED
 vy motion group=position role=velocityEast frame=NED
 vz motion group=position role=velocityDown frame=NED
 hdg heading group=position role=yaw unknown=UINT16_MAX
RC_CHANNELS_SCALED
 time_boot_ms absoluteTime clock=boot
 chan1_scaled radioControl unknown=INT16_MAX
 chan2_scaled radioControl unknown=INT16_MAX
 chan3_scaled radioControl unknown=INT16_MAX
 chan4_scaled radioControl unknown=INT16_MAX
 chan5_scaled radioControl unknown=INT16_MAX
 chan6_scaled radioControl unknown=INT16_MAX
 chan7_scaled radioControl unknown=INT16_MAX
 chan8_scaled radioControl unknown=INT16_MAX
 port structural
 rssi linkHealth unknown=UINT8_MAX
RC_CHANNELS_RAW
 time_boot_ms absoluteTime clock=boot
 chan1_raw radioControl unknown=UINT16_MAX
 chan2_raw radioControl unknown=UINT16_MAX
 chan3_raw radioControl unknown=UINT16_MAX
 chan4_raw radioControl unknown=UINT16_MAX
 chan5_raw radioControl unknown=UINT16_MAX
 chan6_raw radioControl unknown=UINT16_MAX
 chan7_raw radioControl unknown=UINT16_MAX
 chan8_raw radioControl unknown=UINT16_MAX
 port structural
 rssi linkHealth unknown=UINT8_MAX
SERVO_OUTPUT_RAW
 time_usec absoluteTime clock=boot
 servo1_raw actuators
 servo2_raw actuators
 servo3_raw actuators
 servo4_raw actuators
 servo5_raw actuators
 servo6_raw actuators
 servo7_raw actuators
 servo8_raw actuators
 port structural
 servo9_raw actuators
 servo10_raw actuators
 servo11_raw actuators
 servo12_raw actuators
 servo13_raw actuators
 servo14_raw actuators
 servo15_raw actuators
 servo16_raw actuators
MISSION_REQUEST_PARTIAL_LIST
 start_index structural
 end_index structural
 target_system structural
 target_component structural
 mission_type structural
MISSION_WRITE_PARTIAL_LIST
 start_index structural
 end_index structural
 target_system structural
 target_component structural
 mission_type structural
MISSION_REQUEST
 seq structural
 target_system structural
 target_component structural
 mission_type structural
MISSION_SET_CURRENT
 seq mode
 target_system structural
 target_component structural
MISSION_CURRENT
 seq mode
 total mode unknown=UINT16_MAX
 mission_state mode unknown=0
 mission_mode mode unknown=0
 mission_id missionPosition unknown=0
 fence_id missionPosition unknown=0
 rally_points_id missionPosition unknown=0
MISSION_REQUEST_LIST
 target_system structural
 target_component structural
 mission_type structural
MISSION_COUNT
 count mode
 target_system structural
 target_component structural
 mission_type structural
 opaque_id missionPosition unknown=0
MISSION_CLEAR_ALL
 target_system structural
 target_component structural
 mission_type structural
MISSION_ITEM_REACHED
 seq mode
MISSION_ACK
 target_system structural
 target_component structural
 type mode
 mission_type structural
 opaque_id missionPosition unknown=0
SET_GPS_GLOBAL_ORIGIN
 latitude homePosition group=origin role=latitude
 longitude homePosition group=origin role=longitude
 altitude homePosition group=origin role=altitude datum=amsl
 target_system structural
 time_usec absoluteTime clock=auto
GPS_GLOBAL_ORIGIN
 latitude homePosition group=origin role=latitude
 longitude homePosition group=origin role=longitude
 altitude homePosition group=origin role=altitude datum=amsl
 time_usec absoluteTime clock=auto
MISSION_REQUEST_INT
 seq structural
 target_system structural
 target_component structural
 mission_type structural
SAFETY_SET_ALLOWED_AREA
 p1x missionPosition group=corner1 when=frame:0,3,10
 p1x relativePosition group=corner1
 p1y missionPosition group=corner1 when=frame:0,3,10
 p1y relativePosition group=corner1
 p1z missionPosition group=corner1 when=frame:0,3,10
 p1z relativePosition group=corner1
 p2x missionPosition group=corner2 when=frame:0,3,10
 p2x relativePosition group=corner2
 p2y missionPosition group=corner2 when=frame:0,3,10
 p2y relativePosition group=corner2
 p2z missionPosition group=corner2 when=frame:0,3,10
 p2z relativePosition group=corner2
 target_system structural
 target_component structural
 frame structural
SAFETY_ALLOWED_AREA
 p1x missionPosition group=corner1 when=frame:0,3,10
 p1x relativePosition group=corner1
 p1y missionPosition group=corner1 when=frame:0,3,10
 p1y relativePosition group=corner1
 p1z missionPosition group=corner1 when=frame:0,3,10
 p1z relativePosition group=corner1
 p2x missionPosition group=corner2 when=frame:0,3,10
 p2x relativePosition group=corner2
 p2y missionPosition group=corner2 when=frame:0,3,10
 p2y relativePosition group=corner2
 p2z missionPosition group=corner2 when=frame:0,3,10
 p2z relativePosition group=corner2
 frame structural
ATTITUDE_QUATERNION_COV
 time_usec absoluteTime clock=auto
 q heading role=quaternion
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 covariance heading
NAV_CONTROLLER_OUTPUT
 nav_roll motion role=roll
 nav_pitch motion role=pitch
 alt_error altitude
 aspd_error motion role=airspeed
 xtrack_error relativePosition
 nav_bearing heading role=bearing blank=0
 target_bearing heading role=bearing blank=0
 wp_dist relativePosition role=distance blank=0
GLOBAL_POSITION_INT_COV
 time_usec absoluteTime clock=auto
 lat aircraftPosition group=position role=latitude
 lon aircraftPosition group=position role=longitude
 alt altitude group=position role=altitude datum=amsl
 relative_alt altitude group=position role=altitude datum=ground blank=INT32_MAX
 vx motion group=position role=velocityNorth frame=NED
 vy motion group=position role=velocityEast frame=NED
 vz motion group=position role=velocityDown frame=NED
 covariance aircraftPosition
 estimator_type structural
LOCAL_POSITION_NED_COV
 time_usec absoluteTime clock=auto
 x relativePosition group=local role=north frame=NED
 y relativePosition group=local role=east frame=NED
 z relativePosition group=local role=down frame=NED
 vx motion group=velocity role=velocityNorth frame=NED
 vy motion group=velocity role=velocityEast frame=NED
 vz motion group=velocity role=velocityDown frame=NED
 ax motion group=acceleration role=accelerationNorth frame=NED
 ay motion group=acceleration role=accelerationEast frame=NED
 az motion group=acceleration role=accelerationDown frame=NED
 covariance relativePosition
 estimator_type structural
RC_CHANNELS
 time_boot_ms absoluteTime clock=boot
 chan1_raw radioControl unknown=UINT16_MAX
 chan2_raw radioControl unknown=UINT16_MAX
 chan3_raw radioControl unknown=UINT16_MAX
 chan4_raw radioControl unknown=UINT16_MAX
 chan5_raw radioControl unknown=UINT16_MAX
 chan6_raw radioControl unknown=UINT16_MAX
 chan7_raw radioControl unknown=UINT16_MAX
 chan8_raw radioControl unknown=UINT16_MAX
 chan9_raw radioControl unknown=UINT16_MAX
 chan10_raw radioControl unknown=UINT16_MAX
 chan11_raw radioControl unknown=UINT16_MAX
 chan12_raw radioControl unknown=UINT16_MAX
 chan13_raw radioControl unknown=UINT16_MAX
 chan14_raw radioControl unknown=UINT16_MAX
 chan15_raw radioControl unknown=UINT16_MAX
 chan16_raw radioControl unknown=UINT16_MAX
 chan17_raw radioControl unknown=UINT16_MAX
 chan18_raw radioControl unknown=UINT16_MAX
 chancount structural
 rssi linkHealth unknown=UINT8_MAX
REQUEST_DATA_STREAM
 req_message_rate linkHealth
 target_system structural
 target_component structural
 req_stream_id structural
 start_stop linkHealth
DATA_STREAM
 message_rate linkHealth
 stream_id structural
 on_off linkHealth
MANUAL_CONTROL
 x radioControl unknown=INT16_MAX
 y radioControl unknown=INT16_MAX
 z radioControl unknown=INT16_MAX
 r radioControl unknown=INT16_MAX
 buttons radioControl
 target structural
 buttons2 radioControl
 enabled_extensions structural
 s radioControl unknown=0
 t radioControl unknown=0
 aux1 radioControl unknown=0
 aux2 radioControl unknown=0
 aux3 radioControl unknown=0
 aux4 radioControl unknown=0
 aux5 radioControl unknown=0
 aux6 radioControl unknown=0
RC_CHANNELS_OVERRIDE
 chan1_raw radioControl unknown=UINT16_MAX
 chan2_raw radioControl unknown=UINT16_MAX
 chan3_raw radioControl unknown=UINT16_MAX
 chan4_raw radioControl unknown=UINT16_MAX
 chan5_raw radioControl unknown=UINT16_MAX
 chan6_raw radioControl unknown=UINT16_MAX
 chan7_raw radioControl unknown=UINT16_MAX
 chan8_raw radioControl unknown=UINT16_MAX
 target_system structural
 target_component structural
 chan9_raw radioControl unknown=0
 chan10_raw radioControl unknown=0
 chan11_raw radioControl unknown=0
 chan12_raw radioControl unknown=0
 chan13_raw radioControl unknown=0
 chan14_raw radioControl unknown=0
 chan15_raw radioControl unknown=0
 chan16_raw radioControl unknown=0
 chan17_raw radioControl unknown=0
 chan18_raw radioControl unknown=0
VFR_HUD
 airspeed motion role=airspeed
 groundspeed motion role=groundSpeed
 alt altitude role=altitude
 climb motion role=climbRate
 heading heading role=yaw
 throttle actuators
MANUAL_SETPOINT
 time_boot_ms absoluteTime clock=boot
 roll attitude
 pitch attitude
 yaw attitude role=yawRate
 thrust actuators
 mode_switch radioControl
 manual_override_switch radioControl
SET_ATTITUDE_TARGET
 time_boot_ms absoluteTime clock=boot
 q heading
 body_roll_rate attitude
 body_pitch_rate attitude
 body_yaw_rate attitude role=yawRate
 thrust actuators
 target_system structural
 target_component structural
 type_mask structural
 thrust_body actuators
ATTITUDE_TARGET
 time_boot_ms absoluteTime clock=boot
 q heading when=type_mask&128
 q heading role=quaternion
 body_roll_rate attitude
 body_pitch_rate attitude
 body_yaw_rate attitude role=yawRate
 thrust actuators
 type_mask structural
SET_POSITION_TARGET_LOCAL_NED
 time_boot_ms absoluteTime clock=boot
 x relativePosition group=place role=bodyForward frame=FRD when=coordinate_frame:9,12
 x relativePosition group=place
 y relativePosition group=place role=bodyRight frame=FRD when=coordinate_frame:9,12
 y relativePosition group=place
 z relativePosition group=place role=bodyDown frame=FRD when=coordinate_frame:9,12
 z relativePosition group=place
 vx motion group=velocity role=bodyForward frame=FRD when=coordinate_frame:8,9,12
 vx motion group=velocity
 vy motion group=velocity role=bodyRight frame=FRD when=coordinate_frame:8,9,12
 vy motion group=velocity
 vz motion group=velocity role=bodyDown frame=FRD when=coordinate_frame:8,9,12
 vz motion group=velocity
 afx motion group=acceleration role=bodyForward frame=FRD when=coordinate_frame:8,9,12
 afx motion group=acceleration
 afy motion group=acceleration role=bodyRight frame=FRD when=coordinate_frame:8,9,12
 afy motion group=acceleration
 afz motion group=acceleration role=bodyDown frame=FRD when=coordinate_frame:8,9,12
 afz motion group=acceleration
 yaw heading
 yaw_rate attitude role=yawRate
 type_mask structural
 target_system structural
 target_component structural
 coordinate_frame structural
POSITION_TARGET_LOCAL_NED
 time_boot_ms absoluteTime clock=boot
 x relativePosition group=place role=north frame=NED when=coordinate_frame:1,7
 x relativePosition group=place role=bodyForward frame=FRD when=coordinate_frame:9,12
 x relativePosition group=place
 y relativePosition group=place role=east frame=NED when=coordinate_frame:1,7
 y relativePosition group=place role=bodyRight frame=FRD when=coordinate_frame:9,12
 y relativePosition group=place
 z altitude when=coordinate_frame:1,7
 z relativePosition group=place role=bodyDown frame=FRD when=coordinate_frame:9,12
 z relativePosition group=place
 vx motion group=velocity role=velocityNorth frame=NED when=coordinate_frame:1,7
 vx motion group=velocity role=bodyForward frame=FRD when=coordinate_frame:8,9,12
 vx motion group=velocity
 vy motion group=velocity role=velocityEast frame=NED when=coordinate_frame:1,7
 vy motion group=velocity role=bodyRight frame=FRD when=coordinate_frame:8,9,12
 vy motion group=velocity
 vz motion group=velocity role=velocityDown frame=NED when=coordinate_frame:1,7
 vz motion group=velocity role=bodyDown frame=FRD when=coordinate_frame:8,9,12
 vz motion group=velocity
 afx motion group=acceleration role=accelerationNorth frame=NED when=coordinate_frame:1,7
 afx motion group=acceleration role=bodyForward frame=FRD when=coordinate_frame:8,9,12
 afx motion group=acceleration
 afy motion group=acceleration role=accelerationEast frame=NED when=coordinate_frame:1,7
 afy motion group=acceleration role=bodyRight frame=FRD when=coordinate_frame:8,9,12
 afy motion group=acceleration
 afz motion group=acceleration role=accelerationDown frame=NED when=coordinate_frame:1,7
 afz motion group=acceleration role=bodyDown frame=FRD when=coordinate_frame:8,9,12
 afz motion group=acceleration
 yaw heading when=type_mask&1024
 yaw heading role=yaw when=coordinate_frame:1,7
 yaw heading
 yaw_rate attitude role=yawRate
 type_mask structural
 coordinate_frame structural
SET_POSITION_TARGET_GLOBAL_INT
 time_boot_ms absoluteTime clock=boot
 lat_int missionPosition group=target role=latitude
 lon_int missionPosition group=target role=longitude
 alt altitude group=target role=altitude datum=amsl when=coordinate_frame:0,5
 alt altitude group=target role=altitude datum=home when=coordinate_frame:3,6
 alt altitude group=target role=altitude datum=terrain when=coordinate_frame:10,11
 alt altitude group=target role=altitude
 vx motion group=velocity
 vy motion group=velocity
 vz motion group=velocity
 afx motion group=acceleration
 afy motion group=acceleration
 afz motion group=acceleration
 yaw heading
 yaw_rate attitude role=yawRate
 type_mask structural
 target_system structural
 target_component structural
 coordinate_frame structural
POSITION_TARGET_GLOBAL_INT
 time_boot_ms absoluteTime clock=boot
 lat_int missionPosition group=target role=latitude
 lon_int missionPosition group=target role=longitude
 alt altitude group=target role=altitude datum=amsl when=coordinate_frame:0,5
 alt altitude group=target role=altitude datum=home when=coordinate_frame:3,6
 alt altitude group=target role=altitude datum=terrain when=coordinate_frame:10,11
 alt altitude group=target role=altitude
 vx motion group=velocity role=velocityNorth frame=NED
 vy motion group=velocity role=velocityEast frame=NED
 vz motion group=velocity role=velocityDown frame=NED
 afx motion group=acceleration role=accelerationNorth frame=NED
 afy motion group=acceleration role=accelerationEast frame=NED
 afz motion group=acceleration role=accelerationDown frame=NED
 yaw heading when=type_mask&1024
 yaw heading role=yaw
 yaw_rate attitude role=yawRate
 type_mask structural
 coordinate_frame structural
LOCAL_POSITION_NED_SYSTEM_GLOBAL_OFFSET
 time_boot_ms absoluteTime clock=boot
 x homePosition group=origin
 y homePosition group=origin
 z homePosition group=origin
 roll homePosition group=origin
 pitch homePosition group=origin
 yaw homePosition group=origin
HIL_STATE
 time_usec absoluteTime clock=auto
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=state role=yaw
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 lat aircraftPosition group=state role=latitude
 lon aircraftPosition group=state role=longitude
 alt altitude group=state role=altitude datum=amsl
 vx motion group=state role=velocityNorth frame=NED
 vy motion group=state role=velocityEast frame=NED
 vz motion group=state role=velocityDown frame=NED
 xacc inertial
 yacc inertial
 zacc inertial
HIL_CONTROLS
 time_usec absoluteTime clock=auto
 roll_ailerons actuators
 pitch_elevator actuators
 yaw_rudder actuators
 throttle actuators
 aux1 actuators
 aux2 actuators
 aux3 actuators
 aux4 actuators
 mode mode
 nav_mode mode
HIL_RC_INPUTS_RAW
 time_usec absoluteTime clock=auto
 chan1_raw radioControl
 chan2_raw radioControl
 chan3_raw radioControl
 chan4_raw radioControl
 chan5_raw radioControl
 chan6_raw radioControl
 chan7_raw radioControl
 chan8_raw radioControl
 chan9_raw radioControl
 chan10_raw radioControl
 chan11_raw radioControl
 chan12_raw radioControl
 rssi linkHealth unknown=UINT8_MAX
HIL_ACTUATOR_CONTROLS
 time_usec absoluteTime clock=auto
 flags structural
 controls actuators
 mode mode
OPTICAL_FLOW
 time_usec absoluteTime clock=auto
 flow_comp_m_x motion
 flow_comp_m_y motion
 ground_distance terrain unknown=-1
 flow_x motion
 flow_y motion
 sensor_id deviceIdentity blank=0
 quality estimatorHealth
 flow_rate_x motion
 flow_rate_y motion
GLOBAL_VISION_POSITION_ESTIMATE
 usec absoluteTime clock=auto
 x aircraftPosition group=pose role=north frame=NED
 y aircraftPosition group=pose role=east frame=NED
 z aircraftPosition group=pose role=down frame=NED
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading
 covariance aircraftPosition
 reset_counter estimatorHealth
VISION_POSITION_ESTIMATE
 usec absoluteTime clock=auto
 x relativePosition group=pose role=north frame=NED
 y relativePosition group=pose role=east frame=NED
 z relativePosition group=pose role=down frame=NED
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading
 covariance relativePosition
 reset_counter estimatorHealth
VISION_SPEED_ESTIMATE
 usec absoluteTime clock=auto
 x motion group=velocity role=velocityNorth frame=NED
 y motion group=velocity role=velocityEast frame=NED
 z motion group=velocity role=velocityDown frame=NED
 covariance motion
 reset_counter estimatorHealth
VICON_POSITION_ESTIMATE
 usec absoluteTime clock=auto
 x aircraftPosition group=pose role=north frame=NED
 y aircraftPosition group=pose role=east frame=NED
 z aircraftPosition group=pose role=down frame=NED
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading
 covariance aircraftPosition
HIGHRES_IMU
 time_usec absoluteTime clock=auto
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 xmag magnetic group=mag role=magneticX frame=body
 ymag magnetic group=mag role=magneticY frame=body
 zmag magnetic group=mag role=magneticZ frame=body
 abs_pressure pressure
 diff_pressure pressure
 pressure_alt pressure
 temperature pressure
 fields_updated structural
 id structural
OPTICAL_FLOW_RAD
 time_usec absoluteTime clock=auto
 integration_time_us motion
 integrated_x motion
 integrated_y motion
 integrated_xgyro inertial
 integrated_ygyro inertial
 integrated_zgyro inertial
 time_delta_distance_us terrain
 distance terrain unknown=-1
 temperature pressure
 sensor_id deviceIdentity blank=0
 quality estimatorHealth
HIL_SENSOR
 time_usec absoluteTime clock=auto
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 xmag magnetic group=mag role=magneticX frame=body
 ymag magnetic group=mag role=magneticY frame=body
 zmag magnetic group=mag role=magneticZ frame=body
 abs_pressure pressure
 diff_pressure pressure
 pressure_alt pressure
 temperature pressure
 fields_updated structural
 id structural
SIM_STATE
 q1 heading group=truth role=quaternionW
 q2 heading group=truth role=quaternionX
 q3 heading group=truth role=quaternionY
 q4 heading group=truth role=quaternionZ
 roll attitude role=roll
 pitch attitude role=pitch
 yaw heading group=truth role=yaw
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 lat aircraftPosition group=single role=latitude
 lon aircraftPosition group=single role=longitude
 alt altitude group=truth role=altitude datum=amsl
 std_dev_horz satellites
 std_dev_vert satellites
 vn motion group=truth role=velocityNorth frame=NED
 ve motion group=truth role=velocityEast frame=NED
 vd motion group=truth role=velocityDown frame=NED
 lat_int aircraftPosition group=truth role=latitude unknown=0
 lon_int aircraftPosition group=truth role=longitude unknown=0
RADIO_STATUS
 rxerrors linkHealth
 fixed linkHealth
 rssi linkHealth unknown=UINT8_MAX
 remrssi linkHealth unknown=UINT8_MAX
 txbuf linkHealth
 noise linkHealth unknown=UINT8_MAX
 remnoise linkHealth unknown=UINT8_MAX
FILE_TRANSFER_PROTOCOL
 target_network structural
 target_system structural
 target_component structural
 payload opaque
TIMESYNC
 tc1 absoluteTime clock=own unknown=0
 ts1 absoluteTime clock=own
 target_system structural
 target_component structural
CAMERA_TRIGGER
 time_usec absoluteTime clock=auto
 seq deviceIdentity blank=0
HIL_GPS
 time_usec absoluteTime clock=auto
 lat aircraftPosition group=fix role=latitude
 lon aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=amsl
 eph satellites unknown=UINT16_MAX
 epv satellites unknown=UINT16_MAX
 vel motion group=fix role=groundSpeed unknown=UINT16_MAX
 vn motion group=fix role=velocityNorth frame=NED
 ve motion group=fix role=velocityEast frame=NED
 vd motion group=fix role=velocityDown frame=NED
 cog motion unknown=UINT16_MAX when=vel==65535
 cog motion group=fix role=course unknown=UINT16_MAX when=vel&65472
 cog motion unknown=UINT16_MAX
 fix_type estimatorHealth
 satellites_visible satellites unknown=UINT8_MAX
 id structural
 yaw heading group=fix role=yaw unknown=0
HIL_OPTICAL_FLOW
 time_usec absoluteTime clock=auto
 integration_time_us structural
 integrated_x motion group=flow frame=body
 integrated_y motion group=flow frame=body
 integrated_xgyro inertial
 integrated_ygyro inertial
 integrated_zgyro inertial
 time_delta_distance_us terrain
 distance terrain unknown=-1
 temperature pressure
 sensor_id structural
 quality estimatorHealth
HIL_STATE_QUATERNION
 time_usec absoluteTime clock=auto
 attitude_quaternion heading group=state role=quaternion
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 lat aircraftPosition group=state role=latitude
 lon aircraftPosition group=state role=longitude
 alt altitude group=state role=altitude datum=amsl
 vx motion group=state role=velocityNorth frame=NED
 vy motion group=state role=velocityEast frame=NED
 vz motion group=state role=velocityDown frame=NED
 ind_airspeed motion role=airspeed
 true_airspeed motion blank=0
 xacc inertial
 yacc inertial
 zacc inertial
SCALED_IMU2
 time_boot_ms absoluteTime clock=boot
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 xmag magnetic group=mag role=magneticX frame=body blank=0
 ymag magnetic group=mag role=magneticY frame=body blank=0
 zmag magnetic group=mag role=magneticZ frame=body blank=0
 temperature pressure unknown=0
LOG_REQUEST_LIST
 start deviceIdentity
 end deviceIdentity
 target_system structural
 target_component structural
LOG_ENTRY
 time_utc absoluteTime clock=unix unknown=0
 size systemHealth
 id deviceIdentity
 num_logs deviceIdentity
 last_log_num deviceIdentity
LOG_REQUEST_DATA
 ofs structural
 count structural
 id deviceIdentity
 target_system structural
 target_component structural
LOG_DATA
 ofs structural
 id deviceIdentity
 count structural
 data opaque
LOG_ERASE
 target_system structural
 target_component structural
LOG_REQUEST_END
 target_system structural
 target_component structural
GPS_INJECT_DATA
 target_system structural
 target_component structural
 len structural
 data opaque
GPS2_RAW
 time_usec absoluteTime clock=auto
 lat aircraftPosition group=fix role=latitude
 lon aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=amsl
 dgps_age satellites blank=0
 eph satellites unknown=UINT16_MAX
 epv satellites unknown=UINT16_MAX
 vel motion group=fix role=groundSpeed unknown=UINT16_MAX
 cog motion unknown=UINT16_MAX when=vel==65535
 cog motion group=fix role=course unknown=UINT16_MAX when=vel&65472
 cog motion unknown=UINT16_MAX
 fix_type estimatorHealth
 satellites_visible satellites unknown=UINT8_MAX
 dgps_numch satellites blank=0
 yaw heading group=fix role=yaw unknown=0
 alt_ellipsoid altitude blank=0
 h_acc satellites blank=0
 v_acc satellites blank=0
 vel_acc satellites blank=0
 hdg_acc satellites blank=0
POWER_STATUS
 Vcc power
 Vservo power
 flags power
SERIAL_CONTROL
 baudrate parameter
 timeout structural
 device structural
 flags structural
 count structural
 data opaque
 target_system structural
 target_component structural
GPS_RTK
 time_last_baseline_ms absoluteTime clock=boot
 tow absoluteTime clock=gps
 baseline_a_mm relativePosition group=baseline role=north frame=NED when=baseline_coords_type==1
 baseline_a_mm aircraftPosition group=baseline
 baseline_b_mm relativePosition group=baseline role=east frame=NED when=baseline_coords_type==1
 baseline_b_mm aircraftPosition group=baseline
 baseline_c_mm relativePosition group=baseline role=down frame=NED when=baseline_coords_type==1
 baseline_c_mm aircraftPosition group=baseline
 accuracy satellites
 iar_num_hypotheses satellites
 wn absoluteTime clock=gps
 rtk_receiver_id deviceIdentity blank=0
 rtk_health satellites
 rtk_rate linkHealth
 nsats satellites
 baseline_coords_type structural
GPS2_RTK
 time_last_baseline_ms absoluteTime clock=boot
 tow absoluteTime clock=gps
 baseline_a_mm relativePosition group=baseline role=north frame=NED when=baseline_coords_type==1
 baseline_a_mm aircraftPosition group=baseline
 baseline_b_mm relativePosition group=baseline role=east frame=NED when=baseline_coords_type==1
 baseline_b_mm aircraftPosition group=baseline
 baseline_c_mm relativePosition group=baseline role=down frame=NED when=baseline_coords_type==1
 baseline_c_mm aircraftPosition group=baseline
 accuracy satellites
 iar_num_hypotheses satellites
 wn absoluteTime clock=gps
 rtk_receiver_id deviceIdentity blank=0
 rtk_health satellites
 rtk_rate linkHealth
 nsats satellites
 baseline_coords_type structural
SCALED_IMU3
 time_boot_ms absoluteTime clock=boot
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
 xmag magnetic group=mag role=magneticX frame=body blank=0
 ymag magnetic group=mag role=magneticY frame=body blank=0
 zmag magnetic group=mag role=magneticZ frame=body blank=0
 temperature pressure unknown=0
DATA_TRANSMISSION_HANDSHAKE
 size deviceIdentity blank=0
 width payloadState
 height payloadState
 packets structural
 type structural
 payload structural
 jpg_quality payloadState
ENCAPSULATED_DATA
 seqnr structural
 data opaque
DISTANCE_SENSOR
 time_boot_ms absoluteTime clock=boot
 min_distance systemHealth
 max_distance systemHealth
 current_distance terrain
 type structural
 id structural
 orientation structural
 covariance terrain unknown=UINT8_MAX
 horizontal_fov systemHealth unknown=0
 vertical_fov systemHealth unknown=0
 quaternion payloadState unknown=0
 signal_quality terrain unknown=0
TERRAIN_REQUEST
 mask terrain
 lat terrain
 lon terrain
 grid_spacing terrain
TERRAIN_DATA
 lat terrain
 lon terrain
 grid_spacing terrain
 data terrain
 gridbit terrain
TERRAIN_CHECK
 lat terrain
 lon terrain
TERRAIN_REPORT
 lat terrain
 lon terrain
 terrain_height terrain
 current_height terrain
 spacing terrain
 pending terrain
 loaded terrain
SCALED_PRESSURE2
 time_boot_ms absoluteTime clock=boot
 press_abs pressure
 press_diff pressure
 temperature pressure
 temperature_press_diff pressure unknown=0
ATT_POS_MOCAP
 time_usec absoluteTime clock=auto
 q heading
 x relativePosition group=pose role=north frame=NED
 y relativePosition group=pose role=east frame=NED
 z relativePosition group=pose role=down frame=NED
 covariance relativePosition
SET_ACTUATOR_CONTROL_TARGET
 time_usec absoluteTime clock=auto
 controls actuators
 group_mlx structural
 target_system structural
 target_component structural
ACTUATOR_CONTROL_TARGET
 time_usec absoluteTime clock=auto
 controls actuators
 group_mlx structural
ALTITUDE
 time_usec absoluteTime clock=auto
 altitude_monotonic altitude
 altitude_amsl altitude group=height role=altitude datum=amsl
 altitude_local altitude group=height role=altitude datum=local
 altitude_relative altitude group=height role=altitude datum=home
 altitude_terrain altitude group=height role=altitude datum=terrain unknown=-1001
 bottom_clearance terrain unknown=-1
RESOURCE_REQUEST
 request_id structural
 uri_type structural
 uri network blank=0
 transfer_type structural
 storage freeText blank=0
SCALED_PRESSURE3
 time_boot_ms absoluteTime clock=boot
 press_abs pressure
 press_diff pressure
 temperature pressure
 temperature_press_diff pressure unknown=0
FOLLOW_TARGET
 timestamp absoluteTime clock=auto
 custom_state thirdPartyPosition
 lat thirdPartyPosition group=target role=latitude
 lon thirdPartyPosition group=target role=longitude
 alt thirdPartyPosition group=target role=altitude datum=amsl
 vel thirdPartyPosition group=target unknown=0
 acc thirdPartyPosition group=target unknown=0
 attitude_q thirdPartyPosition group=target role=quaternion unknown=0
 rates thirdPartyPosition group=target unknown=0
 position_cov thirdPartyPosition group=target role=covariance of=pos3
 est_capabilities structural
CONTROL_SYSTEM_STATE
 time_usec absoluteTime clock=auto
 x_acc inertial
 y_acc inertial
 z_acc inertial
 x_vel motion group=velocity role=bodyForward frame=body
 y_vel motion group=velocity role=bodyRight frame=body
 z_vel motion group=velocity role=bodyDown frame=body
 x_pos relativePosition group=place role=north frame=NED
 y_pos relativePosition group=place role=east frame=NED
 z_pos relativePosition group=place role=down frame=NED
 airspeed motion role=airspeed unknown=-1
 vel_variance motion
 pos_variance relativePosition
 q heading role=quaternion
 roll_rate attitude
 pitch_rate attitude
 yaw_rate attitude role=yawRate
BATTERY_STATUS
 current_consumed power unknown=-1 role=total
 energy_consumed power unknown=-1 role=total
 temperature power unknown=INT16_MAX
 voltages power unknown=UINT16_MAX
 current_battery power unknown=-1
 id structural role=batteryId
 battery_function structural
 type structural
 battery_remaining power unknown=-1 role=batteryRemaining
 time_remaining power unknown=0
 charge_state power
 voltages_ext power unknown=0
 mode power
 fault_bitmask power
AUTOPILOT_VERSION
 capabilities systemHealth
 uid deviceIdentity blank=0
 flight_sw_version firmwareIdentity blank=0
 middleware_sw_version firmwareIdentity blank=0
 os_sw_version firmwareIdentity blank=0
 board_version firmwareIdentity blank=0
 vendor_id deviceIdentity blank=0
 product_id firmwareIdentity blank=0
 flight_custom_version firmwareIdentity blank=0
 middleware_custom_version firmwareIdentity blank=0
 os_custom_version firmwareIdentity blank=0
 uid2 deviceIdentity unknown=0
LANDING_TARGET
 time_usec absoluteTime clock=auto
 angle_x relativePosition group=target
 angle_y relativePosition group=target
 distance relativePosition group=target role=distance
 size_x relativePosition group=target
 size_y relativePosition group=target
 target_num structural
 frame structural
 x relativePosition group=target role=north frame=NED when=frame:1,7
 x relativePosition group=target role=east frame=ENU when=frame==4
 x relativePosition group=target role=bodyForward frame=body when=frame:8,9,12
 x relativePosition group=target frame=field:frame when=frame:20,21
 x homePosition group=target
 y relativePosition group=target role=east frame=NED when=frame:1,7
 y relativePosition group=target role=north frame=ENU when=frame==4
 y relativePosition group=target role=bodyRight frame=body when=frame:8,9,12
 y relativePosition group=target frame=field:frame when=frame:20,21
 y homePosition group=target
 z relativePosition group=target role=down frame=NED when=frame:1,7
 z relativePosition group=target role=up frame=ENU when=frame==4
 z relativePosition group=target role=bodyDown frame=body when=frame:8,9,12
 z relativePosition group=target frame=field:frame when=frame:20,21
 z homePosition group=target
 q heading group=target role=quaternion
 type structural
 position_valid structural
FENCE_STATUS
 breach_time geofence clock=past needs=event blank=0
 breach_count geofence
 breach_status geofence
 breach_type geofence
 breach_mitigation geofence
MAG_CAL_REPORT
 fitness calibration
 ofs_x calibration group=mag
 ofs_y calibration group=mag
 ofs_z calibration group=mag
 diag_x calibration group=mag
 diag_y calibration group=mag
 diag_z calibration group=mag
 offdiag_x calibration group=mag
 offdiag_y calibration group=mag
 offdiag_z calibration group=mag
 compass_id structural
 cal_mask structural
 cal_status mode
 autosaved mode
 orientation_confidence calibration
 old_orientation calibration blank=0
 new_orientation calibration blank=0
 scale_factor calibration
EFI_STATUS
 ecu_index structural
 rpm actuators
 fuel_consumed power role=total
 fuel_flow power
 engine_load actuators
 throttle_position actuators
 spark_dwell_time actuators
 barometric_pressure pressure
 intake_manifold_pressure pressure
 intake_manifold_temperature pressure
 cylinder_head_temperature actuators
 ignition_timing actuators
 injection_time actuators
 exhaust_gas_temperature actuators
 throttle_out actuators
 pt_compensation pressure
 health actuators
 ignition_voltage power unknown=0
 fuel_pressure actuators unknown=0
ESTIMATOR_STATUS
 time_usec absoluteTime clock=auto
 vel_ratio estimatorHealth
 pos_horiz_ratio estimatorHealth
 pos_vert_ratio estimatorHealth
 mag_ratio estimatorHealth
 hagl_ratio estimatorHealth
 tas_ratio estimatorHealth
 pos_horiz_accuracy estimatorHealth
 pos_vert_accuracy estimatorHealth
 flags estimatorHealth
WIND_COV
 time_usec absoluteTime clock=auto
 wind_x motion group=wind role=windNorth frame=NED
 wind_y motion group=wind role=windEast frame=NED
 wind_z motion group=wind role=windDown frame=NED
 var_horiz motion
 var_vert motion
 wind_alt altitude role=altitude datum=amsl
 horiz_accuracy estimatorHealth unknown=0
 vert_accuracy estimatorHealth unknown=0
GPS_INPUT
 time_usec absoluteTime clock=auto
 time_week_ms absoluteTime clock=gps
 lat aircraftPosition group=fix role=latitude
 lon aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=amsl
 hdop satellites unknown=UINT16_MAX
 vdop satellites unknown=UINT16_MAX
 vn motion group=fix role=velocityNorth frame=NED
 ve motion group=fix role=velocityEast frame=NED
 vd motion group=fix role=velocityDown frame=NED
 speed_accuracy satellites
 horiz_accuracy satellites
 vert_accuracy satellites
 ignore_flags structural
 time_week absoluteTime clock=gps
 gps_id structural
 fix_type estimatorHealth
 satellites_visible satellites
 yaw heading group=fix role=yaw unknown=0
GPS_RTCM_DATA
 flags structural
 len structural
 data opaque
HIGH_LATENCY
 custom_mode mode
 latitude aircraftPosition group=place role=latitude
 longitude aircraftPosition group=place role=longitude
 roll attitude role=roll
 pitch attitude role=pitch
 heading heading group=place role=yaw
 heading_sp heading
 altitude_amsl altitude group=place role=altitude datum=amsl
 altitude_sp altitude role=altitude datum=home
 wp_distance relativePosition role=distance
 base_mode mode
 landed_state mode
 throttle actuators
 airspeed motion role=airspeed
 airspeed_sp motion role=airspeed
 groundspeed motion group=place role=groundSpeed
 climb_rate motion group=place role=climbRate
 gps_nsat satellites unknown=UINT8_MAX
 gps_fix_type estimatorHealth
 battery_remaining power role=batteryRemaining
 temperature pressure
 temperature_air pressure
 failsafe systemHealth
 wp_num mode
HIGH_LATENCY2
 timestamp absoluteTime clock=auto
 latitude aircraftPosition group=place role=latitude
 longitude aircraftPosition group=place role=longitude
 custom_mode mode
 altitude altitude group=place role=altitude datum=amsl
 target_altitude altitude blank=0
 target_distance relativePosition role=distance blank=0
 wp_num mode
 failure_flags systemHealth
 type structural
 autopilot structural
 heading heading group=place role=yaw
 target_heading heading role=bearing blank=UINT8_MAX
 throttle actuators
 airspeed motion role=airspeed
 airspeed_sp motion role=airspeed
 groundspeed motion group=place role=groundSpeed
 windspeed motion role=windSpeed
 wind_heading motion blank=UINT8_MAX when=windspeed==0
 wind_heading motion role=windDirection blank=UINT8_MAX
 eph satellites blank=UINT8_MAX
 epv satellites blank=UINT8_MAX
 temperature_air pressure blank=INT8_MIN
 climb_rate motion group=place role=climbRate
 battery power unknown=-1 role=batteryRemaining
 custom0 freeText blank=0
 custom1 freeText blank=0
 custom2 freeText blank=0
VIBRATION
 time_usec absoluteTime clock=auto
 vibration_x vibration
 vibration_y vibration
 vibration_z vibration
 clipping_0 vibration
 clipping_1 vibration
 clipping_2 vibration
HOME_POSITION
 latitude homePosition group=home role=latitude
 longitude homePosition group=home role=longitude
 altitude homePosition group=home role=altitude datum=amsl
 x homePosition group=local role=north frame=NED
 y homePosition group=local role=east frame=NED
 z homePosition group=local role=down frame=NED
 q homePosition
 approach_x homePosition
 approach_y homePosition
 approach_z homePosition
 time_usec absoluteTime clock=auto
SET_HOME_POSITION
 latitude homePosition group=home role=latitude
 longitude homePosition group=home role=longitude
 altitude homePosition group=home role=altitude datum=amsl
 x homePosition group=local role=north frame=NED
 y homePosition group=local role=east frame=NED
 z homePosition group=local role=down frame=NED
 q homePosition
 approach_x homePosition
 approach_y homePosition
 approach_z homePosition
 target_system structural
 time_usec absoluteTime clock=auto
MESSAGE_INTERVAL
 interval_us linkHealth
 message_id structural
EXTENDED_SYS_STATE
 vtol_state mode
 landed_state mode
ADSB_VEHICLE
 ICAO_address thirdPartyIdentity blank=0
 lat thirdPartyPosition group=vehicle role=latitude unknown=INT32_MAX
 lon thirdPartyPosition group=vehicle role=longitude unknown=INT32_MAX
 altitude thirdPartyPosition group=vehicle role=altitude datum=amsl unknown=INT32_MAX
 heading thirdPartyPosition group=vehicle role=course unknown=UINT16_MAX
 hor_velocity thirdPartyPosition group=vehicle role=groundSpeed unknown=UINT16_MAX
 ver_velocity thirdPartyPosition group=vehicle role=climbRate unknown=INT16_MAX
 flags thirdPartyPosition
 squawk thirdPartyIdentity
 altitude_type thirdPartyPosition
 callsign thirdPartyIdentity blank=0
 emitter_type thirdPartyPosition
 tslc thirdPartyPosition
COLLISION
 id thirdPartyIdentity blank=0
 time_to_minimum_delta thirdPartyPosition
 altitude_minimum_delta thirdPartyPosition
 horizontal_minimum_delta thirdPartyPosition
 src thirdPartyPosition
 action thirdPartyPosition
 threat_level thirdPartyPosition
V2_EXTENSION
 message_type structural
 target_network structural
 target_system structural
 target_component structural
 payload opaque
SETUP_SIGNING
 initial_timestamp credential
 target_system structural
 target_component structural
 secret_key credential
BUTTON_CHANGE
 time_boot_ms absoluteTime clock=boot
 last_change_ms absoluteTime clock=past blank=0
 state radioControl
PLAY_TUNE
 target_system structural
 target_component structural
 tune freeText blank=0
 tune2 freeText blank=0
CAMERA_INFORMATION
 time_boot_ms absoluteTime clock=boot
 firmware_version firmwareIdentity unknown=0
 focal_length payloadState
 sensor_size_h payloadState
 sensor_size_v payloadState
 flags payloadState
 resolution_h payloadState unknown=0
 resolution_v payloadState unknown=0
 cam_definition_version firmwareIdentity unknown=0
 vendor_name deviceIdentity blank=0
 model_name deviceIdentity blank=0
 lens_id deviceIdentity unknown=0
 cam_definition_uri network unknown=0
 gimbal_device_id structural unknown=0
 camera_device_id structural
CAMERA_SETTINGS
 time_boot_ms absoluteTime clock=boot
 mode_id payloadState
 zoomLevel payloadState
 focusLevel payloadState
 camera_device_id structural
STORAGE_INFORMATION
 time_boot_ms absoluteTime clock=boot
 total_capacity deviceIdentity
 used_capacity deviceIdentity
 available_capacity deviceIdentity
 read_speed systemHealth
 write_speed systemHealth
 storage_id structural
 storage_count structural
 status systemHealth
 type structural
 name freeText unknown=0
 storage_usage systemHealth
CAMERA_CAPTURE_STATUS
 time_boot_ms absoluteTime clock=boot
 image_interval payloadState
 recording_time_ms payloadState unknown=0 role=total
 available_capacity deviceIdentity
 image_status payloadState
 video_status payloadState
 image_count deviceIdentity blank=0
 camera_device_id structural
CAMERA_IMAGE_CAPTURED
 time_utc absoluteTime clock=unix unknown=0
 time_boot_ms absoluteTime clock=boot
 lat aircraftPosition group=image role=latitude
 lon aircraftPosition group=image role=longitude
 alt altitude group=image role=altitude datum=amsl
 relative_alt altitude blank=0
 q heading
 image_index payloadState
 camera_id structural
 capture_result payloadState
 file_url network blank=0
FLIGHT_INFORMATION
 arming_time_utc absoluteTime clock=auto unknown=0
 takeoff_time_utc absoluteTime clock=auto unknown=0
 flight_uuid personIdentity unknown=0
 time_boot_ms absoluteTime clock=boot
 landing_time absoluteTime clock=boot unknown=0
MOUNT_ORIENTATION
 time_boot_ms absoluteTime clock=boot
 roll payloadState
 pitch payloadState
 yaw heading
 yaw_absolute heading
LOGGING_DATA
 sequence structural
 target_system structural
 target_component structural
 length structural
 first_message_offset structural unknown=UINT8_MAX
 data opaque
LOGGING_DATA_ACKED
 sequence structural
 target_system structural
 target_component structural
 length structural
 first_message_offset structural unknown=UINT8_MAX
 data opaque
LOGGING_ACK
 sequence structural
 target_system structural
 target_component structural
VIDEO_STREAM_INFORMATION
 framerate payloadState
 bitrate payloadState
 flags payloadState
 resolution_h payloadState
 resolution_v payloadState
 rotation payloadState
 hfov payloadState
 stream_id structural
 count structural
 type structural
 name freeText blank=0
 uri network blank=0
 encoding structural
 camera_device_id structural
VIDEO_STREAM_STATUS
 framerate payloadState
 bitrate payloadState
 flags payloadState
 resolution_h payloadState
 resolution_v payloadState
 rotation payloadState
 hfov payloadState
 stream_id structural
 camera_device_id structural
CAMERA_FOV_STATUS
 time_boot_ms absoluteTime clock=boot
 lat_camera aircraftPosition group=camera role=latitude unknown=INT32_MAX
 lon_camera aircraftPosition group=camera role=longitude unknown=INT32_MAX
 alt_camera altitude group=camera role=altitude datum=amsl unknown=INT32_MAX
 lat_image missionPosition group=image role=latitude unknown=INT32_MAX
 lon_image missionPosition group=image role=longitude unknown=INT32_MAX
 alt_image missionPosition group=image unknown=INT32_MAX
 q heading
 hfov payloadState
 vfov payloadState
 camera_device_id structural
CAMERA_TRACKING_IMAGE_STATUS
 point_x payloadState
 point_y payloadState
 radius payloadState
 rec_top_x payloadState
 rec_top_y payloadState
 rec_bottom_x payloadState
 rec_bottom_y payloadState
 tracking_status payloadState
 tracking_mode structural
 target_data structural
 camera_device_id structural
CAMERA_TRACKING_GEO_STATUS
 lat thirdPartyPosition group=target role=latitude
 lon thirdPartyPosition group=target role=longitude
 alt thirdPartyPosition group=target role=altitude datum=amsl
 h_acc thirdPartyPosition group=target
 v_acc thirdPartyPosition group=target
 vel_n thirdPartyPosition group=target role=velocityNorth frame=NED
 vel_e thirdPartyPosition group=target role=velocityEast frame=NED
 vel_d thirdPartyPosition group=target role=velocityDown frame=NED
 vel_acc thirdPartyPosition group=target
 dist thirdPartyPosition group=target role=distance
 hdg thirdPartyPosition group=target role=yaw
 hdg_acc thirdPartyPosition group=target
 tracking_status payloadState
 camera_device_id structural
CAMERA_THERMAL_RANGE
 time_boot_ms absoluteTime clock=boot
 max pressure
 max_point_x payloadState
 max_point_y payloadState
 min pressure
 min_point_x payloadState
 min_point_y payloadState
 stream_id structural
 camera_device_id structural
GIMBAL_MANAGER_INFORMATION
 time_boot_ms absoluteTime clock=boot
 cap_flags payloadState
 roll_min payloadState
 roll_max payloadState
 pitch_min payloadState
 pitch_max payloadState
 yaw_min payloadState
 yaw_max payloadState
 gimbal_device_id structural
GIMBAL_MANAGER_STATUS
 time_boot_ms absoluteTime clock=boot
 flags payloadState
 gimbal_device_id structural
 primary_control_sysid structural
 primary_control_compid structural
 secondary_control_sysid structural
 secondary_control_compid structural
GIMBAL_MANAGER_SET_ATTITUDE
 flags structural
 q heading when=flags&64
 q heading when=flags&16
 q payloadState when=flags&32
 q heading
 angular_velocity_x payloadState
 angular_velocity_y payloadState
 angular_velocity_z attitude role=yawRate
 target_system structural
 target_component structural
 gimbal_device_id structural
GIMBAL_DEVICE_INFORMATION
 uid deviceIdentity unknown=0
 time_boot_ms absoluteTime clock=boot
 firmware_version firmwareIdentity blank=0
 hardware_version firmwareIdentity blank=0
 roll_min payloadState
 roll_max payloadState
 pitch_min payloadState
 pitch_max payloadState
 yaw_min payloadState
 yaw_max payloadState
 cap_flags payloadState
 custom_cap_flags payloadState
 vendor_name deviceIdentity blank=0
 model_name deviceIdentity blank=0
 custom_name freeText blank=0
 gimbal_device_id structural unknown=0
 cap_flags2 payloadState unknown=0
GIMBAL_DEVICE_SET_ATTITUDE
 q heading when=flags&64
 q heading when=flags&16
 q payloadState when=flags&32
 q heading
 angular_velocity_x payloadState
 angular_velocity_y payloadState
 angular_velocity_z attitude role=yawRate
 flags structural
 target_system structural
 target_component structural
GIMBAL_DEVICE_ATTITUDE_STATUS
 time_boot_ms absoluteTime clock=boot
 q heading role=quaternion frame=NED when=flags&64
 q heading when=flags&16
 q payloadState when=flags&32
 q heading
 angular_velocity_x attitude
 angular_velocity_y attitude
 angular_velocity_z attitude role=yawRate
 failure_flags payloadState
 flags structural
 target_system structural
 target_component structural
 delta_yaw heading
 delta_yaw_velocity attitude role=yawRate
 gimbal_device_id structural unknown=0
AUTOPILOT_STATE_FOR_GIMBAL_DEVICE
 time_boot_us absoluteTime clock=boot
 q heading group=state role=quaternion
 q_estimated_delay_us estimatorHealth unknown=0
 vx motion group=state role=velocityNorth frame=NED
 vy motion group=state role=velocityEast frame=NED
 vz motion group=state role=velocityDown frame=NED
 v_estimated_delay_us estimatorHealth unknown=0
 feed_forward_angular_velocity_z attitude group=state role=yawRate
 estimator_status estimatorHealth
 target_system structural
 target_component structural
 landed_state mode unknown=0
 angular_velocity_z attitude group=state role=yawRate unknown=0
GIMBAL_MANAGER_SET_PITCHYAW
 flags structural
 pitch payloadState
 yaw heading when=flags&64
 yaw heading when=flags&16
 yaw payloadState when=flags&32
 yaw heading
 pitch_rate payloadState
 yaw_rate attitude role=yawRate
 target_system structural
 target_component structural
 gimbal_device_id structural
GIMBAL_MANAGER_SET_MANUAL_CONTROL
 flags structural
 pitch radioControl
 yaw heading when=flags&64
 yaw heading when=flags&16
 yaw radioControl
 pitch_rate radioControl
 yaw_rate radioControl
 target_system structural
 target_component structural
 gimbal_device_id structural
ESC_INFO
 time_usec absoluteTime clock=auto
 error_count actuators
 counter actuators
 failure_flags actuators
 temperature actuators unknown=INT16_MAX
 index structural
 count structural
 connection_type structural
 info actuators
ESC_STATUS
 time_usec absoluteTime clock=auto
 rpm actuators
 voltage power
 current power
 index structural
AIRSPEED
 airspeed motion group=air role=airspeed
 raw_press pressure group=air
 temperature pressure unknown=INT16_MAX
 id structural
 flags systemHealth
GLOBAL_POSITION_SENSOR
 time_usec absoluteTime clock=auto
 processing_time estimatorHealth
 lat aircraftPosition group=fix role=latitude unknown=INT32_MAX
 lon aircraftPosition group=fix role=longitude unknown=INT32_MAX
 alt_ellipsoid altitude
 alt altitude group=fix role=altitude datum=amsl
 eph satellites
 epv satellites
 target_system structural
 target_component structural
 id structural
 source structural
 flags estimatorHealth
WIFI_CONFIG_AP
 ssid network blank=0
 password credential blank=0
 mode linkHealth
 response mode
PROTOCOL_VERSION
 version firmwareIdentity
 min_version firmwareIdentity
 max_version firmwareIdentity
 spec_version_hash firmwareIdentity
 library_version_hash firmwareIdentity
AIS_VESSEL
 MMSI thirdPartyIdentity blank=0
 lat thirdPartyPosition group=vessel role=latitude unknown=INT32_MAX
 lon thirdPartyPosition group=vessel role=longitude unknown=INT32_MAX
 COG thirdPartyPosition group=vessel role=course unknown=UINT16_MAX
 heading thirdPartyPosition group=vessel role=yaw unknown=UINT16_MAX
 velocity thirdPartyPosition group=vessel role=groundSpeed unknown=UINT16_MAX
 dimension_bow thirdPartyIdentity unknown=UINT16_MAX
 dimension_stern thirdPartyIdentity unknown=UINT16_MAX
 tslc thirdPartyPosition group=vessel
 flags thirdPartyPosition group=vessel
 turn_rate thirdPartyPosition group=vessel role=yawRate unknown=INT8_MAX
 navigational_status thirdPartyPosition group=vessel
 type thirdPartyPosition group=vessel
 dimension_port thirdPartyIdentity unknown=UINT8_MAX
 dimension_starboard thirdPartyIdentity unknown=UINT8_MAX
 callsign thirdPartyIdentity blank=0
 name thirdPartyIdentity blank=0
UAVCAN_NODE_STATUS
 time_usec absoluteTime clock=auto
 uptime_sec absoluteTime clock=own
 vendor_specific_status_code systemHealth
 health systemHealth
 mode systemHealth
 sub_mode opaque blank=0
UAVCAN_NODE_INFO
 time_usec absoluteTime clock=auto
 uptime_sec absoluteTime clock=own
 sw_vcs_commit firmwareIdentity unknown=0
 name deviceIdentity blank=0
 hw_version_major firmwareIdentity
 hw_version_minor firmwareIdentity
 hw_unique_id deviceIdentity blank=0
 sw_version_major firmwareIdentity
 sw_version_minor firmwareIdentity
PARAM_EXT_REQUEST_LIST
 target_system structural
 target_component structural
OBSTACLE_DISTANCE
 time_usec absoluteTime clock=auto
 distances terrain unknown=UINT16_MAX
 min_distance systemHealth
 max_distance systemHealth
 sensor_type structural
 increment structural
 increment_f structural
 angle_offset structural when=frame:8,9,12,13
 angle_offset heading
 frame structural
ODOMETRY
 time_usec absoluteTime clock=auto
 x relativePosition group=place role=north frame=NED when=frame_id==1
 x relativePosition group=place role=east frame=ENU when=frame_id==4
 x relativePosition group=place
 y relativePosition group=place role=east frame=NED when=frame_id==1
 y relativePosition group=place role=north frame=ENU when=frame_id==4
 y relativePosition group=place
 z relativePosition group=place role=down frame=NED when=frame_id==1
 z relativePosition group=place role=up frame=ENU when=frame_id==4
 z relativePosition group=place
 q heading role=quaternion frame=NED when=frame_id==1
 q heading
 vx motion group=velocity role=bodyForward frame=body when=child_frame_id:8,9,12,13
 vx motion group=velocity role=velocityNorth frame=NED when=child_frame_id==1
 vx motion group=velocity
 vy motion group=velocity role=bodyRight frame=body when=child_frame_id:8,9,12,13
 vy motion group=velocity role=velocityEast frame=NED when=child_frame_id==1
 vy motion group=velocity
 vz motion group=velocity role=bodyDown frame=body when=child_frame_id:8,9,12,13
 vz motion group=velocity role=velocityDown frame=NED when=child_frame_id==1
 vz motion group=velocity
 rollspeed attitude
 pitchspeed attitude
 yawspeed attitude role=yawRate
 pose_covariance relativePosition
 velocity_covariance motion
 frame_id structural
 child_frame_id structural
 reset_counter estimatorHealth
 estimator_type structural
 quality estimatorHealth unknown=0
TRAJECTORY_REPRESENTATION_WAYPOINTS
 time_usec absoluteTime clock=auto
 pos_x missionPosition group=points role=north frame=NED
 pos_y missionPosition group=points role=east frame=NED
 pos_z missionPosition group=points role=down frame=NED
 vel_x motion group=velocity role=velocityNorth frame=NED
 vel_y motion group=velocity role=velocityEast frame=NED
 vel_z motion group=velocity role=velocityDown frame=NED
 acc_x motion group=acceleration role=accelerationNorth frame=NED
 acc_y motion group=acceleration role=accelerationEast frame=NED
 acc_z motion group=acceleration role=accelerationDown frame=NED
 pos_yaw heading role=yaw
 vel_yaw attitude role=yawRate
 command mode unknown=UINT16_MAX
 valid_points structural
TRAJECTORY_REPRESENTATION_BEZIER
 time_usec absoluteTime clock=auto
 pos_x missionPosition group=points role=north frame=NED
 pos_y missionPosition group=points role=east frame=NED
 pos_z missionPosition group=points role=down frame=NED
 delta motion
 pos_yaw heading role=yaw
 valid_points structural
CELLULAR_STATUS
 mcc aircraftPosition group=cell unknown=UINT16_MAX
 mnc aircraftPosition group=cell unknown=UINT16_MAX
 lac aircraftPosition group=cell unknown=0
 status linkHealth
 failure_reason linkHealth
 type linkHealth
 quality linkHealth unknown=UINT8_MAX
 id structural
 link_tx_rate linkHealth unknown=0
 link_rx_rate linkHealth unknown=0
 cell_tower_id aircraftPosition group=cell unknown=0
 band_number aircraftPosition group=cell unknown=0
 band_frequency aircraftPosition group=cell unknown=0
 channel_number aircraftPosition group=cell unknown=0
 rx_level linkHealth unknown=0
 tx_level linkHealth unknown=0
 rx_quality linkHealth unknown=0
 sinr linkHealth unknown=0
ISBD_LINK_STATUS
 timestamp absoluteTime clock=auto
 last_heartbeat absoluteTime clock=past blank=0
 failed_sessions linkHealth
 successful_sessions linkHealth
 signal_quality linkHealth
 ring_pending linkHealth
 tx_session_pending linkHealth
 rx_session_pending linkHealth
CELLULAR_CONFIG
 enable_lte parameter blank=0
 enable_pin parameter blank=0
 pin credential blank=0
 new_pin credential blank=0
 apn network blank=0
 puk credential blank=0
 roaming parameter blank=0
 response mode
RAW_RPM
 frequency actuators
 index structural
UTM_GLOBAL_POSITION
 time absoluteTime clock=unix
 lat aircraftPosition group=fix role=latitude
 lon aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=ellipsoid
 relative_alt altitude group=fix role=altitude datum=ground
 next_lat missionPosition group=next role=latitude
 next_lon missionPosition group=next role=longitude
 next_alt missionPosition group=next role=altitude datum=ellipsoid
 vx motion group=fix role=velocityNorth frame=NED
 vy motion group=fix role=velocityEast frame=NED
 vz motion group=fix role=velocityDown frame=NED
 h_acc satellites
 v_acc satellites
 vel_acc satellites
 update_rate linkHealth unknown=0
 uas_id deviceIdentity blank=0
 flight_state mode
 flags structural
ORBIT_EXECUTION_STATUS
 time_usec absoluteTime clock=auto
 radius missionPosition role=distance
 x relativePosition group=centre when=frame:1,4,7,8,9,12,20,21
 x missionPosition group=centre
 y relativePosition group=centre when=frame:1,4,7,8,9,12,20,21
 y missionPosition group=centre
 z relativePosition group=centre when=frame:1,4,7,8,9,12,20,21
 z missionPosition group=centre
 frame structural
FIGURE_EIGHT_EXECUTION_STATUS
 time_usec absoluteTime clock=auto
 major_radius missionPosition role=distance
 minor_radius missionPosition role=distance
 orientation heading role=bearing
 x relativePosition group=centre when=frame:1,4,7,8,9,12,20,21
 x missionPosition group=centre
 y relativePosition group=centre when=frame:1,4,7,8,9,12,20,21
 y missionPosition group=centre
 z relativePosition group=centre when=frame:1,4,7,8,9,12,20,21
 z missionPosition group=centre
 frame structural
SMART_BATTERY_INFO
 capacity_full_specification power unknown=-1
 capacity_full power unknown=-1
 cycle_count power unknown=UINT16_MAX
 weight power unknown=0
 discharge_minimum_voltage power unknown=UINT16_MAX
 charging_minimum_voltage power unknown=UINT16_MAX
 resting_minimum_voltage power unknown=UINT16_MAX
 id structural
 battery_function structural
 type structural
 serial_number deviceIdentity unknown=0
 device_name deviceIdentity unknown=0
 charging_maximum_voltage power unknown=0
 cells_in_series power unknown=0
 discharge_maximum_current power unknown=0
 discharge_maximum_burst_current power unknown=0
 manufacture_date deviceIdentity unknown=0
FUEL_STATUS
 maximum_fuel power
 consumed_fuel power role=total
 remaining_fuel power
 flow_rate power
 temperature power
 fuel_type structural
 id structural
 percent_remaining power unknown=UINT8_MAX
BATTERY_INFO
 discharge_minimum_voltage power unknown=0
 charging_minimum_voltage power unknown=0
 resting_minimum_voltage power unknown=0
 charging_maximum_voltage power unknown=0
 charging_maximum_current power unknown=0
 nominal_voltage power unknown=0
 discharge_maximum_current power unknown=0
 discharge_maximum_burst_current power unknown=0
 design_capacity power unknown=0
 full_charge_capacity power
 cycle_count power unknown=UINT16_MAX
 weight power unknown=0
 id structural
 battery_function structural
 type structural
 state_of_health power unknown=UINT8_MAX
 cells_in_series power unknown=0
 manufacture_date deviceIdentity unknown=0
 serial_number deviceIdentity unknown=0
 name deviceIdentity unknown=0
GENERATOR_STATUS
 status power
 battery_current power
 load_current power
 power_generated power
 bus_voltage power
 bat_current_setpoint power
 runtime absoluteTime clock=own unknown=UINT32_MAX
 time_until_maintenance deviceIdentity unknown=INT32_MAX
 generator_speed power unknown=UINT16_MAX
 rectifier_temperature power unknown=INT16_MAX
 generator_temperature power unknown=INT16_MAX
ACTUATOR_OUTPUT_STATUS
 time_usec absoluteTime clock=boot
 active actuators
 actuator actuators
RELAY_STATUS
 time_boot_ms absoluteTime clock=boot
 on payloadState
 present payloadState
TIME_ESTIMATE_TO_TARGET
 safe_return relativePosition unknown=-1
 land relativePosition unknown=-1
 mission_next_item relativePosition unknown=-1
 mission_end relativePosition unknown=-1
 commanded_action relativePosition unknown=-1
TUNNEL
 payload_type structural
 target_system structural
 target_component structural
 payload_length structural
 payload opaque
CAN_FRAME
 id opaque
 target_system structural
 target_component structural
 bus structural
 len structural
 data opaque
CANFD_FRAME
 id opaque
 target_system structural
 target_component structural
 bus structural
 len structural
 data opaque
CAN_FILTER_MODIFY
 ids structural
 target_system structural
 target_component structural
 bus structural
 operation mode
 num_ids structural
ONBOARD_COMPUTER_STATUS
 time_usec absoluteTime clock=auto
 uptime absoluteTime clock=boot
 ram_usage systemHealth unknown=UINT32_MAX
 ram_total systemHealth unknown=UINT32_MAX
 storage_type systemHealth unknown=UINT32_MAX
 storage_usage deviceIdentity unknown=UINT32_MAX
 storage_total deviceIdentity unknown=UINT32_MAX
 link_type linkHealth
 link_tx_rate linkHealth unknown=UINT32_MAX
 link_rx_rate linkHealth unknown=UINT32_MAX
 link_tx_max linkHealth unknown=UINT32_MAX
 link_rx_max linkHealth unknown=UINT32_MAX
 fan_speed systemHealth unknown=INT16_MAX
 type structural
 cpu_cores systemHealth unknown=UINT8_MAX
 cpu_combined systemHealth unknown=UINT8_MAX
 gpu_cores systemHealth unknown=UINT8_MAX
 gpu_combined systemHealth unknown=UINT8_MAX
 temperature_board pressure unknown=INT8_MAX
 temperature_core systemHealth unknown=INT8_MAX
 status_flags systemHealth
COMPONENT_INFORMATION
 time_boot_ms absoluteTime clock=boot
 general_metadata_file_crc firmwareIdentity
 peripherals_metadata_file_crc deviceIdentity
 general_metadata_uri network blank=0
 peripherals_metadata_uri network blank=0
COMPONENT_INFORMATION_BASIC
 capabilities systemHealth
 time_boot_ms absoluteTime clock=boot
 time_manufacture_s deviceIdentity unknown=0
 vendor_name deviceIdentity unknown=0
 model_name deviceIdentity unknown=0
 software_version firmwareIdentity unknown=0
 hardware_version firmwareIdentity unknown=0
 serial_number deviceIdentity unknown=0
COMPONENT_METADATA
 time_boot_ms absoluteTime clock=boot
 file_crc firmwareIdentity
 uri network blank=0
PLAY_TUNE_V2
 format structural
 target_system structural
 target_component structural
 tune freeText blank=0
SUPPORTED_TUNES
 format systemHealth
 target_system structural
 target_component structural
EVENT
 id mode
 event_time_boot_ms absoluteTime clock=boot
 sequence structural
 destination_component structural
 destination_system structural
 log_levels systemHealth
 arguments opaque
CURRENT_EVENT_SEQUENCE
 sequence structural
 flags systemHealth
REQUEST_EVENT
 first_sequence structural
 last_sequence structural
 target_system structural
 target_component structural
RESPONSE_EVENT_ERROR
 sequence structural
 sequence_oldest_available structural
 target_system structural
 target_component structural
 reason mode
AVAILABLE_MODES
 custom_mode mode
 properties mode
 number_modes structural
 mode_index structural
 standard_mode mode
 mode_name freeText blank=0
CURRENT_MODE
 custom_mode mode
 intended_custom_mode mode unknown=0
 standard_mode mode
AVAILABLE_MODES_MONITOR
 seq structural
ILLUMINATOR_STATUS
 uptime_ms absoluteTime clock=own
 error_status payloadState
 brightness payloadState
 strobe_period payloadState
 strobe_duty_cycle payloadState
 temp_c payloadState
 min_strobe_period payloadState
 max_strobe_period payloadState
 enable payloadState
 mode_bitmask payloadState
 mode payloadState
WHEEL_DISTANCE
 time_usec absoluteTime clock=auto
 distance relativePosition role=distance
 count structural
WINCH_STATUS
 time_usec absoluteTime clock=auto
 line_length altitude
 speed payloadState
 tension payloadState
 voltage power
 current power
 status payloadState
 temperature payloadState unknown=INT16_MAX
OPEN_DRONE_ID_BASIC_ID
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 id_type structural
 ua_type structural
 uas_id deviceIdentity blank=0
OPEN_DRONE_ID_LOCATION
 latitude aircraftPosition group=fix role=latitude unknown=0
 longitude aircraftPosition group=fix role=longitude unknown=0
 altitude_barometric altitude group=fix role=altitude unknown=-1000
 altitude_geodetic altitude group=fix role=altitude datum=ellipsoid unknown=-1000
 height altitude group=fix role=altitude datum=ground unknown=-1000 when=height_reference==1
 height altitude group=fix role=altitude datum=home unknown=-1000
 timestamp absoluteTime clock=gps unknown=65535
 direction motion unknown=36100 when=speed_horizontal==25500
 direction motion group=fix role=course unknown=36100 when=speed_horizontal&65472
 direction motion unknown=36100
 speed_horizontal motion group=fix role=groundSpeed unknown=25500
 speed_vertical motion group=fix role=climbRate unknown=6300
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 status mode unknown=0
 height_reference structural
 horizontal_accuracy satellites unknown=0
 vertical_accuracy satellites unknown=0
 barometer_accuracy estimatorHealth unknown=0
 speed_accuracy satellites unknown=0
 timestamp_accuracy satellites unknown=0
OPEN_DRONE_ID_AUTHENTICATION
 timestamp absoluteTime clock=gps
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 authentication_type structural
 data_page structural
 last_page_index structural
 length structural
 authentication_data credential
OPEN_DRONE_ID_SELF_ID
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 description_type structural
 description freeText blank=0
OPEN_DRONE_ID_SYSTEM
 operator_latitude operatorPosition group=operator role=latitude unknown=0
 operator_longitude operatorPosition group=operator role=longitude unknown=0
 area_ceiling missionPosition group=area role=altitude datum=ellipsoid unknown=-1000
 area_floor missionPosition group=area role=altitude datum=ellipsoid unknown=-1000
 operator_altitude_geo operatorPosition group=operator role=altitude datum=ellipsoid unknown=-1000
 timestamp absoluteTime clock=gps
 area_count mode
 area_radius missionPosition group=area role=distance blank=0
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 operator_location_type structural
 classification_type structural
 category_eu structural
 class_eu structural
OPEN_DRONE_ID_OPERATOR_ID
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 operator_id_type structural
 operator_id personIdentity blank=0
OPEN_DRONE_ID_MESSAGE_PACK
 target_system structural
 target_component structural
 id_or_mac thirdPartyIdentity role=aboutOthers
 single_message_size structural
 msg_pack_size structural
 messages opaque
OPEN_DRONE_ID_ARM_STATUS
 status mode
 error freeText blank=0
OPEN_DRONE_ID_SYSTEM_UPDATE
 operator_latitude operatorPosition group=operator role=latitude unknown=0
 operator_longitude operatorPosition group=operator role=longitude unknown=0
 operator_altitude_geo operatorPosition group=operator role=altitude datum=ellipsoid unknown=-1000
 timestamp absoluteTime clock=gps
 target_system structural
 target_component structural
HYGROMETER_SENSOR
 temperature pressure
 humidity pressure
 id structural
SENS_POWER
 adc121_vspb_volt power
 adc121_cspb_amp power
 adc121_cs1_amp power
 adc121_cs2_amp power
SENS_MPPT
 mppt_timestamp absoluteTime clock=auto
 mppt1_volt power
 mppt1_amp power
 mppt2_volt power
 mppt2_amp power
 mppt3_volt power
 mppt3_amp power
 mppt1_pwm power
 mppt2_pwm power
 mppt3_pwm power
 mppt1_status power
 mppt2_status power
 mppt3_status power
ASLCTRL_DATA
 timestamp absoluteTime clock=auto
 h altitude role=altitude
 hRef altitude
 hRef_t altitude
 PitchAngle attitude role=pitch
 PitchAngleRef attitude
 q attitude
 qRef attitude
 uElev actuators
 uThrot actuators
 uThrot2 actuators
 nZ inertial
 AirspeedRef motion
 YawAngle heading role=yaw
 YawAngleRef heading
 RollAngle attitude role=roll
 RollAngleRef attitude
 p attitude
 pRef attitude
 r attitude
 rRef attitude
 uAil actuators
 uRud actuators
 aslctrl_mode mode
 SpoilersEngaged actuators
ASLCTRL_DEBUG
 i32_1 opaque
 f_1 opaque
 f_2 opaque
 f_3 opaque
 f_4 opaque
 f_5 opaque
 f_6 opaque
 f_7 opaque
 f_8 opaque
 i8_1 opaque
 i8_2 opaque
ASLUAV_STATUS
 Motor_rpm actuators
 LED_status payloadState
 SATCOM_status linkHealth
 Servo_status actuators
EKF_EXT
 timestamp absoluteTime clock=boot
 Windspeed motion role=windSpeed
 WindDir motion
 WindZ motion role=windDown frame=NED
 Airspeed motion role=airspeed
 beta motion
 alpha motion
ASL_OBCTRL
 timestamp absoluteTime clock=boot
 uElev actuators
 uThrot actuators
 uThrot2 actuators
 uAilL actuators
 uAilR actuators
 uRud actuators
 obctrl_status systemHealth
SENS_ATMOS
 timestamp absoluteTime clock=boot
 TempAmbient pressure
 Humidity pressure
SENS_BATMON
 batmon_timestamp absoluteTime clock=boot
 temperature power
 safetystatus power
 operationstatus power
 voltage power
 current power
 batterystatus power
 serialnumber deviceIdentity blank=0
 cellvoltage1 power
 cellvoltage2 power
 cellvoltage3 power
 cellvoltage4 power
 cellvoltage5 power
 cellvoltage6 power
 SoC power
FW_SOARING_DATA
 timestamp absoluteTime clock=auto
 timestampModeChanged absoluteTime clock=past blank=0
 xW motion
 xR relativePosition role=distance
 xLat missionPosition group=thermal
 xLon missionPosition group=thermal
 VarW estimatorHealth
 VarR estimatorHealth
 VarLat estimatorHealth
 VarLon estimatorHealth
 LoiterRadius relativePosition role=distance
 LoiterDirection heading
 DistToSoarPoint relativePosition role=distance
 vSinkExp motion
 z1_LocalUpdraftSpeed motion
 z2_DeltaRoll attitude
 z1_exp motion
 z2_exp attitude
 ThermalGSNorth motion group=drift role=windNorth frame=NED
 ThermalGSEast motion group=drift role=windEast frame=NED
 TSE_dot motion
 DebugVar1 opaque
 DebugVar2 opaque
 ControlMode mode
 valid structural
SENSORPOD_STATUS
 timestamp absoluteTime clock=unix
 free_space systemHealth
 visensor_rate_1 linkHealth
 visensor_rate_2 linkHealth
 visensor_rate_3 linkHealth
 visensor_rate_4 linkHealth
 recording_nodes_count systemHealth
 cpu_temp systemHealth
SENS_POWER_BOARD
 timestamp absoluteTime clock=auto
 pwr_brd_system_volt power
 pwr_brd_servo_volt power
 pwr_brd_digital_volt power
 pwr_brd_mot_l_amp power
 pwr_brd_mot_r_amp power
 pwr_brd_analog_amp power
 pwr_brd_digital_amp power
 pwr_brd_ext_amp power
 pwr_brd_aux_amp power
 pwr_brd_status power
 pwr_brd_led_status power
GSM_LINK_STATUS
 timestamp absoluteTime clock=auto
 gsm_modem_type deviceIdentity unknown=0
 gsm_link_type linkHealth unknown=1
 rssi linkHealth
 rsrp_rscp linkHealth
 sinr_ecio linkHealth
 rsrq linkHealth
SATCOM_LINK_STATUS
 timestamp absoluteTime clock=auto
 last_heartbeat absoluteTime clock=past blank=0
 failed_sessions linkHealth
 successful_sessions linkHealth
 signal_quality linkHealth
 ring_pending linkHealth
 tx_session_pending linkHealth
 rx_session_pending linkHealth
SENSOR_AIRFLOW_ANGLES
 timestamp absoluteTime clock=auto
 angleofattack motion
 sideslip motion
 angleofattack_valid structural
 sideslip_valid structural
AVSS_PRS_SYS_STATUS
 time_boot_ms absoluteTime clock=own
 error_status systemHealth
 battery_status power
 arm_status mode
 charge_status power
AVSS_DRONE_POSITION
 time_boot_ms absoluteTime clock=boot
 lat aircraftPosition group=fix role=latitude
 lon aircraftPosition group=fix role=longitude
 alt altitude group=fix role=altitude datum=amsl
 ground_alt terrain
 barometer_alt altitude group=fix role=altitude
AVSS_DRONE_IMU
 time_boot_ms absoluteTime clock=boot
 q1 heading group=q role=quaternionW
 q2 heading group=q role=quaternionX
 q3 heading group=q role=quaternionY
 q4 heading group=q role=quaternionZ
 xacc inertial
 yacc inertial
 zacc inertial
 xgyro inertial
 ygyro inertial
 zgyro inertial
AVSS_DRONE_OPERATION_MODE
 time_boot_ms absoluteTime clock=boot
 M300_operation_mode mode
 horsefly_operation_mode mode
AIRLINK_AUTH
 login personIdentity blank=0
 password credential blank=0
AIRLINK_AUTH_RESPONSE
 resp_type mode
CUBEPILOT_RAW_RC
 rc_raw opaque
HERELINK_VIDEO_STREAM_INFORMATION
 framerate payloadState
 bitrate payloadState
 resolution_h payloadState
 resolution_v payloadState
 rotation payloadState
 camera_id structural
 status structural
 uri network blank=0
HERELINK_TELEM
 rf_freq network blank=0
 link_bw linkHealth
 link_rate linkHealth
 snr linkHealth
 cpu_temp systemHealth
 board_temp pressure blank=0
 rssi linkHealth
CUBEPILOT_FIRMWARE_UPDATE_START
 size firmwareIdentity
 crc firmwareIdentity
 target_system structural
 target_component structural
CUBEPILOT_FIRMWARE_UPDATE_RESP
 offset firmwareIdentity
 target_system structural
 target_component structural
SET_VELOCITY_LIMITS
 horizontal_speed_limit motion
 vertical_speed_limit motion
 yaw_rate_limit attitude
 target_system structural
 target_component structural
VELOCITY_LIMITS
 horizontal_speed_limit motion
 vertical_speed_limit motion
 yaw_rate_limit attitude
BATTERY_STATUS_V2
 voltage power
 current power
 capacity_consumed power
 capacity_remaining power role=total
 state_of_charge power
 status_flags power
 temperature power unknown=INT16_MAX
 id structural
GROUP_START
 time_usec absoluteTime clock=auto
 group_id mode
 mission_checksum missionPosition blank=0
GROUP_END
 time_usec absoluteTime clock=auto
 group_id mode
 mission_checksum missionPosition blank=0
RADIO_RC_CHANNELS
 time_last_update_ms absoluteTime clock=own
 flags linkHealth
 target_system structural
 target_component structural
 count structural
 channels radioControl
RC_CHANNELS_OVERRIDE_V2
 active_mask structural
 target_system structural
 target_component structural
 channels radioControl
GNSS_INTEGRITY
 system_errors systemHealth
 raim_hfom satellites unknown=UINT16_MAX
 raim_vfom satellites unknown=UINT16_MAX
 id structural
 authentication_state satellites unknown=0
 jamming_state satellites unknown=0
 spoofing_state satellites unknown=0
 raim_state satellites unknown=0
 corrections_quality satellites unknown=UINT8_MAX
 system_status_summary satellites unknown=UINT8_MAX
 gnss_signal_quality satellites unknown=UINT8_MAX
 post_processing_quality satellites unknown=UINT8_MAX
TARGET_ABSOLUTE
 timestamp thirdPartyPosition group=target clock=unix
 lat thirdPartyPosition group=target role=latitude
 lon thirdPartyPosition group=target role=longitude
 alt thirdPartyPosition group=target role=altitude datum=amsl
 vel thirdPartyPosition group=target unknown=0 frame=body
 acc thirdPartyPosition group=target unknown=0 frame=body
 q_target thirdPartyPosition group=target role=quaternion unknown=0
 rates thirdPartyPosition group=target unknown=0 frame=body
 position_std thirdPartyPosition group=target
 vel_std thirdPartyPosition group=target frame=body
 acc_std thirdPartyPosition group=target frame=body
 id thirdPartyIdentity
 sensor_capabilities structural
TARGET_RELATIVE
 timestamp absoluteTime clock=unix
 x relativePosition group=target role=north frame=NED when=frame:0,2
 x relativePosition group=target role=bodyForward frame=FRD when=frame==1
 x relativePosition group=target
 y relativePosition group=target role=east frame=NED when=frame:0,2
 y relativePosition group=target role=bodyRight frame=FRD when=frame==1
 y relativePosition group=target
 z relativePosition group=target role=down frame=NED when=frame:0,2
 z relativePosition group=target role=bodyDown frame=FRD when=frame==1
 z relativePosition group=target
 pos_std relativePosition group=target frame=field:frame
 yaw_std heading group=target
 q_target heading group=target
 q_sensor heading group=target unknown=0
 id structural
 frame structural
 type structural
CONTROL_STATUS
 flags mode
 gcs_main structural unknown=0
 gcs_secondary structural unknown=0
ESC_EEPROM
 write_mask structural
 target_system structural
 target_component structural
 firmware firmwareIdentity unknown=0
 msg_index structural
 msg_count structural
 esc_index structural
 length structural
 data opaque
RANGING_BEACON
 time_usec absoluteTime clock=auto
 range relativePosition role=distance unknown=UINT32_MAX
 lat missionPosition group=beacon role=latitude unknown=INT32_MAX
 lon missionPosition group=beacon role=longitude unknown=INT32_MAX
 alt missionPosition group=beacon role=altitude datum=ellipsoid when=alt_type==0
 alt missionPosition group=beacon role=altitude datum=amsl when=alt_type==1
 alt missionPosition group=beacon role=altitude
 hacc_est estimatorHealth unknown=UINT32_MAX
 vacc_est estimatorHealth unknown=UINT32_MAX
 range_accuracy estimatorHealth unknown=UINT32_MAX
 beacon_id missionPosition
 carrier_freq linkHealth unknown=0
 target_system structural
 target_component structural
 alt_type structural
 sequence structural
 status linkHealth
ESTIMATOR_SENSOR_FUSION_STATUS
 test_ratio estimatorHealth
 intended estimatorHealth
 active estimatorHealth
LOWEHEISER_GOV_EFI
 volt_batt power
 curr_batt power
 curr_gen power
 curr_rot power
 fuel_level power
 throttle actuators
 runtime absoluteTime clock=own
 until_maintenance deviceIdentity
 rectifier_temp power
 generator_temp power
 efi_batt power
 efi_rpm actuators
 efi_pw actuators
 efi_fuel_flow actuators
 efi_fuel_consumed power role=total
 efi_baro pressure
 efi_mat pressure
 efi_clt actuators
 efi_tps actuators
 efi_exhaust_gas_temperature actuators
 generator_status power
 efi_status actuators
 efi_index structural
CONTROL_LOADING_AXIS
 time_boot_ms absoluteTime clock=boot
 position radioControl
 velocity radioControl
 force radioControl
 axis structural
MOTION_PLATFORM_STATE
 time_boot_ms absoluteTime clock=boot
 x relativePosition group=platform role=bodyForward frame=FRD
 y relativePosition group=platform role=bodyRight frame=FRD
 z relativePosition group=platform role=bodyDown frame=FRD
 roll attitude group=platform role=roll
 pitch attitude group=platform role=pitch
 yaw heading
 vel_x motion group=platform role=bodyForward frame=FRD
 vel_y motion group=platform role=bodyRight frame=FRD
 vel_z motion group=platform role=bodyDown frame=FRD
 vel_roll attitude
 vel_pitch attitude
 vel_yaw attitude
 acc_x inertial
 acc_y inertial
 acc_z inertial
 acc_roll inertial
 acc_pitch inertial
 acc_yaw inertial
 health systemHealth
 mode mode
REXROTH_MOTION_PLATFORM
 time_boot_ms absoluteTime clock=boot
 frame_count structural
 motion_status systemHealth
 actuator1 relativePosition group=platform
 actuator2 relativePosition group=platform
 actuator3 relativePosition group=platform
 actuator4 relativePosition group=platform
 actuator5 relativePosition group=platform
 actuator6 relativePosition group=platform
 platform_setpoint_x relativePosition group=setpoint role=bodyForward frame=FRD
 platform_setpoint_y relativePosition group=setpoint role=bodyRight frame=FRD
 platform_setpoint_z relativePosition group=setpoint role=bodyDown frame=FRD
 platform_setpoint_roll attitude group=setpoint role=roll
 platform_setpoint_pitch attitude group=setpoint role=pitch
 platform_setpoint_yaw heading
 effect_setpoint_x relativePosition group=effect role=bodyForward frame=FRD
 effect_setpoint_y relativePosition group=effect role=bodyRight frame=FRD
 effect_setpoint_z relativePosition group=effect role=bodyDown frame=FRD
 effect_setpoint_roll attitude group=effect role=roll
 effect_setpoint_pitch attitude group=effect role=pitch
 effect_setpoint_yaw heading
 error_code systemHealth
MOTION_CUE_EXTRA
 time_boot_ms absoluteTime clock=boot
 vel_roll attitude
 vel_pitch attitude
 vel_yaw attitude
 acc_x inertial
 acc_y inertial
 acc_z inertial
EYE_TRACKING_DATA
 time_usec absoluteTime clock=boot
 gaze_origin_x operatorPosition group=gaze
 gaze_origin_y operatorPosition group=gaze
 gaze_origin_z operatorPosition group=gaze
 gaze_direction_x operatorPosition group=gaze
 gaze_direction_y operatorPosition group=gaze
 gaze_direction_z operatorPosition group=gaze
 video_gaze_x personIdentity group=video
 video_gaze_y personIdentity group=video
 surface_gaze_x personIdentity group=surface
 surface_gaze_y personIdentity group=surface
 sensor_id personIdentity unknown=0
 surface_id personIdentity group=surface unknown=0
SCRIPT_ITEM
 seq structural
 target_system structural
 target_component structural
 name freeText blank=0
SCRIPT_REQUEST
 seq structural
 target_system structural
 target_component structural
SCRIPT_REQUEST_LIST
 target_system structural
 target_component structural
SCRIPT_COUNT
 count structural
 target_system structural
 target_component structural
SCRIPT_CURRENT
 seq mode
ARRAY_TEST_0
 ar_u32 opaque
 ar_u16 opaque
 v1 opaque
 ar_i8 opaque
 ar_u8 opaque
ARRAY_TEST_1
 ar_u32 opaque
ARRAY_TEST_3
 ar_u32 opaque
 v opaque
ARRAY_TEST_4
 ar_u32 opaque
 v opaque
ARRAY_TEST_5
 c1 opaque
 c2 opaque
ARRAY_TEST_6
 ar_d opaque
 v3 opaque
 ar_u32 opaque
 ar_i32 opaque
 ar_f opaque
 v2 opaque
 ar_u16 opaque
 ar_i16 opaque
 v1 opaque
 ar_u8 opaque
 ar_i8 opaque
 ar_c opaque
ARRAY_TEST_7
 ar_d opaque
 ar_f opaque
 ar_u32 opaque
 ar_i32 opaque
 ar_u16 opaque
 ar_i16 opaque
 ar_u8 opaque
 ar_i8 opaque
 ar_c opaque
ARRAY_TEST_8
 ar_d opaque
 v3 opaque
 ar_u16 opaque
LED_STRIP_CONFIG
 colors payloadState
 target_system structural
 target_component structural
 mode payloadState
 index structural
 length structural
 id structural
LED_STRIP_STATE
 colors payloadState
 length structural
 index structural
 id structural
 following_flight_mode payloadState
STORM32_GIMBAL_MANAGER_INFORMATION
 device_cap_flags payloadState
 manager_cap_flags payloadState
 roll_min payloadState
 roll_max payloadState
 pitch_min payloadState
 pitch_max payloadState
 yaw_min payloadState
 yaw_max payloadState
 gimbal_id structural
STORM32_GIMBAL_MANAGER_STATUS
 device_flags payloadState
 manager_flags payloadState
 gimbal_id structural
 supervisor payloadState
 profile payloadState
STORM32_GIMBAL_MANAGER_CONTROL
 q heading when=device_flags&64
 q heading when=device_flags&16
 q payloadState when=device_flags&32
 q heading
 angular_velocity_x payloadState
 angular_velocity_y payloadState
 angular_velocity_z heading role=yawRate when=device_flags&64
 angular_velocity_z heading when=device_flags&16
 angular_velocity_z payloadState when=device_flags&32
 angular_velocity_z heading role=yawRate
 device_flags structural unknown=UINT16_MAX
 manager_flags payloadState unknown=0
 target_system structural
 target_component structural
 gimbal_id structural
 client structural
STORM32_GIMBAL_MANAGER_CONTROL_PITCHYAW
 pitch payloadState
 yaw heading when=device_flags&64
 yaw heading when=device_flags&16
 yaw payloadState when=device_flags&32
 yaw heading
 pitch_rate payloadState
 yaw_rate heading role=yawRate when=device_flags&64
 yaw_rate heading when=device_flags&16
 yaw_rate payloadState when=device_flags&32
 yaw_rate heading role=yawRate
 device_flags structural unknown=UINT16_MAX
 manager_flags payloadState unknown=0
 target_system structural
 target_component structural
 gimbal_id structural
 client structural
STORM32_GIMBAL_MANAGER_CORRECT_ROLL
 roll payloadState
 target_system structural
 target_component structural
 gimbal_id structural
 client structural
QSHOT_STATUS
 mode mode
 shot_state mode
AUTOPILOT_STATE_FOR_GIMBAL_DEVICE_EXT
 time_boot_us absoluteTime clock=boot
 wind_x motion group=wind role=windNorth frame=NED
 wind_y motion group=wind role=windEast frame=NED
 wind_correction_angle heading
 target_system structural
 target_component structural
FRSKY_PASSTHROUGH_ARRAY
 time_boot_ms absoluteTime clock=boot
 count structural
 packet_buf opaque
MLRS_RADIO_LINK_STATS
 flags linkHealth
 target_system structural
 target_component structural
 rx_LQ_rc linkHealth unknown=UINT8_MAX
 rx_LQ_ser linkHealth unknown=UINT8_MAX
 rx_rssi1 linkHealth unknown=UINT8_MAX
 rx_snr1 linkHealth unknown=INT8_MAX
 tx_LQ_ser linkHealth unknown=UINT8_MAX
 tx_rssi1 linkHealth unknown=UINT8_MAX
 tx_snr1 linkHealth unknown=INT8_MAX
 rx_rssi2 linkHealth unknown=UINT8_MAX
 rx_snr2 linkHealth unknown=INT8_MAX
 tx_rssi2 linkHealth unknown=UINT8_MAX
 tx_snr2 linkHealth unknown=INT8_MAX
 frequency1 network unknown=0
 frequency2 network unknown=0
MLRS_RADIO_LINK_INFORMATION
 tx_frame_rate linkHealth unknown=0
 rx_frame_rate linkHealth unknown=0
 tx_ser_data_rate linkHealth unknown=0
 rx_ser_data_rate linkHealth unknown=0
 target_system structural
 target_component structural
 type deviceIdentity unknown=0
 mode linkHealth unknown=UINT8_MAX
 tx_power linkHealth unknown=INT8_MAX
 rx_power linkHealth unknown=INT8_MAX
 mode_str freeText unknown=0
 band_str freeText unknown=0
 tx_receive_sensitivity linkHealth unknown=0
 rx_receive_sensitivity linkHealth unknown=0
MLRS_RADIO_LINK_FLOW_CONTROL
 tx_ser_rate linkHealth unknown=UINT16_MAX
 rx_ser_rate linkHealth unknown=UINT16_MAX
 tx_used_ser_bandwidth linkHealth unknown=UINT8_MAX
 rx_used_ser_bandwidth linkHealth unknown=UINT8_MAX
 txbuf linkHealth unknown=UINT8_MAX
TEST_TYPES
 u64 opaque
 s64 opaque
 d opaque
 u64_array opaque
 s64_array opaque
 d_array opaque
 u32 opaque
 s32 opaque
 f opaque
 u32_array opaque
 s32_array opaque
 f_array opaque
 u16 opaque
 s16 opaque
 u16_array opaque
 s16_array opaque
 c opaque
 s opaque
 u8 opaque
 s8 opaque
 u8_array opaque
 s8_array opaque
NAV_FILTER_BIAS
 usec absoluteTime clock=auto unit=us
 accel_0 calibration
 accel_1 calibration
 accel_2 calibration
 gyro_0 calibration
 gyro_1 calibration
 gyro_2 calibration
RADIO_CALIBRATION
 aileron calibration
 elevator calibration
 rudder calibration
 gyro calibration
 pitch calibration
 throttle calibration
UALBERTA_SYS_STATUS
 mode mode
 nav_mode mode
 pilot mode
COMMAND_INT
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 x mode role=param5 unknown=INT32_MAX
 y mode role=param6 unknown=INT32_MAX
 z mode role=param7
 command mode role=command
 target_system structural
 target_component structural
 frame structural role=commandFrame
 current opaque blank=0
 autocontinue opaque blank=0
COMMAND_LONG
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 param5 mode role=param5
 param6 mode role=param6
 param7 mode role=param7
 command mode role=command
 target_system structural
 target_component structural
 confirmation structural
COMMAND_INT_STAMPED
 vehicle_timestamp absoluteTime clock=boot unit=us
 utc_time absoluteTime clock=unix unit=s
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 x mode role=param5 unknown=INT32_MAX
 y mode role=param6 unknown=INT32_MAX
 z mode role=param7
 command mode role=command
 target_system structural
 target_component structural
 frame structural role=commandFrame
 current opaque blank=0
 autocontinue opaque blank=0
COMMAND_LONG_STAMPED
 vehicle_timestamp absoluteTime clock=boot unit=us
 utc_time absoluteTime clock=unix unit=s
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 param5 mode role=param5
 param6 mode role=param6
 param7 mode role=param7
 command mode role=command
 target_system structural
 target_component structural
 confirmation structural
COMMAND_ACK
 command mode role=command
 result mode
 progress mode unknown=UINT8_MAX
 result_param2 opaque blank=0
 target_system structural
 target_component structural
COMMAND_CANCEL
 command mode role=command
 target_system structural
 target_component structural
MISSION_ITEM
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 x mode role=param5
 y mode role=param6
 z mode role=param7
 seq mode
 command mode role=command
 target_system structural
 target_component structural
 frame structural role=commandFrame
 current mode
 autocontinue mode
 mission_type structural
MISSION_ITEM_INT
 param1 mode role=param1
 param2 mode role=param2
 param3 mode role=param3
 param4 mode role=param4
 x mode role=param5 unknown=INT32_MAX
 y mode role=param6 unknown=INT32_MAX
 z mode role=param7
 seq mode
 command mode role=command
 target_system structural
 target_component structural
 frame structural role=commandFrame
 current mode
 autocontinue mode
 mission_type structural
PARAM_REQUEST_READ
 param_index structural
 target_system structural
 target_component structural
 param_id parameter role=parameterName
PARAM_VALUE
 param_value parameter role=parameterValue
 param_count structural
 param_index structural
 param_id parameter role=parameterName
 param_type structural
PARAM_SET
 param_value parameter role=parameterValue
 target_system structural
 target_component structural
 param_id parameter role=parameterName
 param_type structural
PARAM_MAP_RC
 param_value0 parameter role=parameterValue
 scale parameter role=parameterValue
 param_value_min parameter role=parameterValue
 param_value_max parameter role=parameterValue
 param_index structural
 target_system structural
 target_component structural
 param_id parameter role=parameterName
 parameter_rc_channel_index structural
PARAM_EXT_REQUEST_READ
 param_index structural
 target_system structural
 target_component structural
 param_id parameter role=parameterName
PARAM_EXT_VALUE
 param_count structural
 param_index structural
 param_id parameter role=parameterName
 param_value parameter of=bytes
 param_type structural
PARAM_EXT_SET
 target_system structural
 target_component structural
 param_id parameter role=parameterName
 param_value parameter of=bytes
 param_type structural
PARAM_EXT_ACK
 param_id parameter role=parameterName
 param_value parameter of=bytes
 param_type structural
 param_result mode
PARAM_ERROR
 param_index structural
 target_system structural
 target_component structural
 param_id parameter role=parameterName
 error mode
PARAM_VALUE_ARRAY
 param_count structural
 param_index_first structural
 flags structural
 param_array_len structural
 packet_buf opaque
STATUSTEXT
 severity mode
 text freeText role=text
 id structural role=textId
 chunk_seq structural role=textChunk
NAMED_VALUE_FLOAT
 time_boot_ms absoluteTime clock=boot
 value freeText
 name freeText
NAMED_VALUE_INT
 time_boot_ms absoluteTime clock=boot
 value freeText
 name freeText
NAMED_VALUE_STRING
 time_boot_ms absoluteTime clock=boot
 name freeText
 value freeText
DEBUG_VECT
 time_usec absoluteTime clock=auto
 x freeText
 y freeText
 z freeText
 name freeText
DEBUG
 time_boot_ms absoluteTime clock=boot
 value freeText
 ind freeText
DEBUG_FLOAT_ARRAY
 time_usec absoluteTime clock=auto
 array_id freeText
 name freeText
 data freeText
MEMORY_VECT
 address opaque
 ver opaque
 type opaque
 value opaque
`;
