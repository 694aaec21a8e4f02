// Written by generate.ts from text-templates.txt. Do not edit.
export const textTemplatesText = `
APM:Copter V{*}
APM:Plane V{*}
APM:Rover V{*}
APM:Sub V{*}
APMrover2 V{*}
All parameters reset, reboot board
AntennaTracker V{*}
ArduBlimp V{*}
ArduCopter V{*}
ArduPilot Ready
ArduPlane V{*}
ArduRover V{*}
ArduSub V{*}
Beginning INS calibration. Do not move plane
Beginning INS calibration. Do not move vehicle
Beginning INS calibration; do not move plane
Beginning INS calibration; do not move vehicle
Blimp V{*}
ChibiOS: {*}
Config Error: fix problem then reboot
Config Error: {*}
Forcing logging for watchdog reset
Forcing safety off for watchdog
Frame: UNSUPPORTED
GROUND START
Ground start
Ground start complete
Ground start with delay
IOMCU: {*}
ISR flood on pin {n}
Init Gyro
Initialising APM
Initialising APM...
Initialising ArduPilot
Internal Errors 0x{*}
Internal errors 0x{*}
Loaded {n} persistent parameters ({n} errors)
Mission storage OK
Mission storage failed
PERF: {n}/{n} [{n}:{n}] F={n}Hz sd={n} Ex={n}
PX4: {*} NuttX: {*}
Param space used: {n}/{n}
Q_ENABLE {n}
QuadPlane initialised
QuadPlane initialised, {*}
RCOut: Initialising
RCOut: None
RCOut: {*}
Ready to drive
Ready to fly
Restored watchdog home
Rover V{*}
Saved crash_dump.bin
Skipping INS calibration
WDG: {*}
Watchdog: resume WP {n}
watchdog: Bypassing arming checks
Frame: BLUEROV1
Frame: COAX
Frame: CUSTOM
Frame: HELI
Frame: HELI_DUAL
Frame: HEXA
Frame: HEXA/H
Frame: HEXA/PLUS
Frame: HEXA/X
Frame: OCTA
Frame: OCTA/PLUS
Frame: OCTA/V
Frame: OCTA/X
Frame: OCTAQUAD
Frame: OCTAQUAD/H
Frame: OCTAQUAD/PLUS
Frame: OCTAQUAD/V
Frame: OCTAQUAD/X
Frame: QUAD
Frame: QUAD/ATAIL
Frame: QUAD/BF_X
Frame: QUAD/CW_X
Frame: QUAD/DJI_X
Frame: QUAD/H
Frame: QUAD/PLUS
Frame: QUAD/V
Frame: QUAD/VTAIL
Frame: QUAD/X
Frame: SIMPLEROV_3
Frame: SINGLE
Frame: TAILSITTER
Frame: TRI
Frame: VECTORED
Frame: VECTORED_6DOF
Frame: VECTORED_6DOF_90DEG
Frame: Y6
CRSF: Link rate {n}Hz, Telemetry rate {n}Hz
CRSF: RX device ping failed
CRSFv2: Link rate {n}Hz, Telemetry rate {n}Hz
CRSFv2: RX device ping failed
CRSFv2: bootstrap complete, fw {n}
CRSFv2: custom telem init done, fw {n}
CRSFv3: Link rate {n}Hz, Telemetry rate {n}Hz
CRSFv3: RSSI now displays  as LQ
CRSFv3: RSSI now displays normally
CRSFv3: RX device ping failed
CRSFv3: bootstrap complete, fw {n}
CRSFv3: custom telem init done, fw {n}
ELRS: Link rate {n}Hz, Telemetry rate {n}Hz
ELRS: RSSI now displays  as LQ
ELRS: RSSI now displays normally
ELRS: RX device ping failed
ELRS: bootstrap complete, fw {n}
ELRS: custom telem init done, fw {n}
Failed to init: RC{n}_OPTION: {n}
Invalid channel option ({n})
RC Protocol: CRSF
RC Protocol: DSM
RC Protocol: DroneCAN
RC Protocol: FPORT
RC Protocol: FPORT2
RC Protocol: FastSBUS
RC Protocol: GHST
RC Protocol: IBUS
RC Protocol: IOMCU
RC Protocol: MAVRadio
RC Protocol: PPM
RC Protocol: SBUS
RC Protocol: SRXL
RC Protocol: SRXL2
RC Protocol: ST24
RC Protocol: SUMD
RC Protocol: Unknown
RCInput: decoding CRSF ({*})
RCInput: decoding DSM ({*})
RCInput: decoding ELRS ({*})
RCInput: decoding FPORT ({*})
RCInput: decoding FastSBUS ({*})
RCInput: decoding GHST ({*})
RCInput: decoding IBUS ({*})
RCInput: decoding PPM ({*})
RCInput: decoding SBUS ({*})
RCInput: decoding SBUS({n})
Arm: 3D Accel calibration needed
Arm: AHRS not healthy
Arm: AHRS: Not healthy
Arm: AHRS: waiting for home
Arm: Accels inconsistent
Arm: Accels not healthy
Arm: Battery failsafe
Arm: Battery {n} below minimum arming capacity
Arm: Battery {n} below minimum arming voltage
Arm: Battery {n} critical capacity failsafe
Arm: Battery {n} critical voltage failsafe
Arm: Battery {n} low capacity failsafe
Arm: Battery {n} low voltage failsafe
Arm: Check FS_THR_VALUE
Arm: Check mag field
Arm: Collective too high
Arm: Compass calibrated requires reboot
Arm: Compass calibration running
Arm: Compass not calibrated
Arm: Compass not healthy
Arm: Compasses inconsistent
Arm: EKF attitude is bad
Arm: EKF compass variance
Arm: EKF position variance
Arm: Fence enabled, need 3D Fix
Arm: Fence enabled, need position estimate
Arm: Fence requires position
Arm: GCS failsafe on
Arm: GPS glitching
Arm: GPS positions differ by {n}m
Arm: GPS {n}: Bad fix
Arm: GPS {n}: not healthy
Arm: Gyros inconsistent
Arm: Gyros not calibrated
Arm: Gyros not healthy
Arm: Hardware safety switch
Arm: High GPS HDOP
Arm: In landing sequence
Arm: Interlock/E-Stop Conflict
Arm: Internal errors 0x{*}
Arm: Leaning
Arm: Logging failed
Arm: Logging not started
Arm: Mode not armable
Arm: Mode not rudder-armable
Arm: Motor Emergency Stopped
Arm: Motor Interlock Enabled
Arm: Motor Interlock not configured
Arm: Motors Emergency Stopped
Arm: Need 3D Fix
Arm: Need Alt Estimate
Arm: Need Position Estimate
Arm: Quadplane enabled but not running
Arm: RC calibrating
Arm: RC not calibrated
Arm: RC not found
Arm: Radio failsafe on
Arm: Safety Switch
Arm: System not initialised
Arm: Throttle (RC{n}) is not neutral
Arm: Throttle below Failsafe
Arm: Throttle below failsafe
Arm: Throttle too high
Arm: Vehicle breaching {*}
Arm: Waiting for Nav Checks
Arm: Waiting for RC
Arm: check fence
Arm: recent crash
Arm: {*} mode not armable
PreArm: 3D Accel calibration needed
PreArm: ADSB out of memory
PreArm: AHRS not healthy
PreArm: AHRS: EK3_MAG_CAL and EK3_SRC1_YAW inconsistent
PreArm: AHRS: EKF starting GPS checks
PreArm: AHRS: EKF2 not started
PreArm: AHRS: EKF2 still initialising
PreArm: AHRS: EKF3 Roll/Pitch inconsistent {n} deg. Wait or reboot
PreArm: AHRS: EKF3 Yaw inconsistent {n} deg. Wait or reboot
PreArm: AHRS: EKF3 core {n} unhealthy
PreArm: AHRS: EKF3 not started
PreArm: AHRS: EKF3 still initialising
PreArm: AHRS: EKF3 waiting for GPS config data
PreArm: AHRS: GPS HDOP {n} (needs {n})
PreArm: AHRS: GPS drift {n}m (needs {n})
PreArm: AHRS: GPS horiz error {n}m (needs {n})
PreArm: AHRS: GPS horizontal speed {n}m/s (needs {n})
PreArm: AHRS: GPS numsats {n} (needs {n})
PreArm: AHRS: GPS speed error {n} (needs < {n})
PreArm: AHRS: GPS vert error {n}m (needs < {n})
PreArm: AHRS: GPS vertical speed {n}m/s (needs {n})
PreArm: AHRS: Not healthy
PreArm: AHRS: Waiting for 3D fix
PreArm: AHRS: not using configured AHRS type
PreArm: AHRS: waiting for home
PreArm: Accelerometers not healthy
PreArm: Accels calibrated requires reboot
PreArm: Accels inconsistent
PreArm: Accels not healthy
PreArm: Airspeed not healthy
PreArm: Airspeed {n} not healthy
PreArm: Airspeed: {n} need pre-flight calibration
PreArm: Airspeed: {n} not healthy
PreArm: Airspeed: {n} pre-flight calibration in progress
PreArm: Altitude disparity
PreArm: Auxiliary authorisation refused
PreArm: Bad parameter: {*}
PreArm: Baro: GPS alt error {n}m (see BARO_ALTERR_MAX)
PreArm: Baro: not healthy
PreArm: Barometer not healthy
PreArm: Battery failsafe
PreArm: Battery failsafe on
PreArm: Battery {n} below minimum arming capacity
PreArm: Battery {n} below minimum arming voltage
PreArm: Battery {n} critical capacity failsafe
PreArm: Battery {n} critical voltage failsafe
PreArm: Battery {n} low capacity failsafe
PreArm: Battery {n} low voltage failsafe
PreArm: Battery {n} unhealthy
PreArm: Board ({n}v) out of range {n}-{n}v
PreArm: Check ACRO_BAL_ROLL/PITCH
PreArm: Check ANGLE_MAX
PreArm: Check Battery
PreArm: Check FS_THR_VALUE
PreArm: Check Object Avoidance
PreArm: Check board voltage
PreArm: Check fence
PreArm: Check mag field
PreArm: Check mag field (xy diff:{n}>{n})
PreArm: Check mag field (z diff:{n}>{n})
PreArm: Check mag field: {n}, max {n}, min {n}
PreArm: Collective below failsafe
PreArm: Collective too high
PreArm: Compass calibrated requires reboot
PreArm: Compass calibration running
PreArm: Compass not calibrated
PreArm: Compass not healthy
PreArm: Compass offsets too high
PreArm: Compass order change requires reboot
PreArm: Compass {n} not found
PreArm: Compasses inconsistent
PreArm: CrashDump data detected
PreArm: Disarm Switch on
PreArm: Downloading logs
PreArm: Duplicate Aux Switch Options
PreArm: EKF attitude is bad
PreArm: EKF compass variance
PreArm: EKF failsafe
PreArm: EKF height variance
PreArm: EKF position variance
PreArm: EKF velocity variance
PreArm: EKF3 Roll/Pitch inconsistent by {n} deg
PreArm: EKF3 Yaw inconsistent by {n} deg
PreArm: FFT still analyzing
PreArm: FS_LONG_TIMEOUT < FS_SHORT_TIMEOUT
PreArm: Failed to open fence storage
PreArm: Fence enabled, need 3D Fix
PreArm: Fence enabled, need position estimate
PreArm: Fence requires position
PreArm: Fences enabled, but none selected
PreArm: GCS failsafe on
PreArm: GPS and AHRS differ by {n}m
PreArm: GPS blending unhealthy
PreArm: GPS glitching
PreArm: GPS positions differ by {n}m
PreArm: GPS {n} failing configuration checks
PreArm: GPS {n} still configuring this GPS
PreArm: GPS {n}: Bad fix
PreArm: GPS {n}: not healthy
PreArm: GPS {n}: primary but TYPE {n}
PreArm: Gyros inconsistent
PreArm: Gyros not calibrated
PreArm: Gyros not healthy
PreArm: Hardware safety switch
PreArm: High GPS HDOP
PreArm: IOMCU is unhealthy
PreArm: In landing sequence
PreArm: Interlock/E-Stop Conflict
PreArm: Internal errors 0x{*}
PreArm: Invalid MultiCopter FRAME_CLASS
PreArm: Invalid THR_FS_VALUE for rev throttle
PreArm: Leaning
PreArm: Logging failed
PreArm: Logging not started
PreArm: Main loop slow ({n}Hz < {n}Hz)
PreArm: Missing mission item: {*}
PreArm: Mode channel and RC{n}_OPTION conflict
PreArm: Mode not armable
PreArm: Mode not rudder-armable
PreArm: Mode requires mission
PreArm: Motor Interlock Enabled
PreArm: Motor Interlock not configured
PreArm: Motors Emergency Stopped
PreArm: Motors: Check frame class and type
PreArm: Motors: no SERVOx_FUNCTION set to Motor{n}
PreArm: Mount: not healthy
PreArm: Must assign a disarm or arm_toggle button
PreArm: Need 3D Fix
PreArm: Need Alt Estimate
PreArm: Need Position Estimate
PreArm: No SD card
PreArm: No airspeed sensor
PreArm: No mission loaded
PreArm: No sufficiently close rally point located
PreArm: No world position, check ORIGIN_* parameters
PreArm: Non-zero throttle
PreArm: PRX{n}: No Data
PreArm: PRX{n}: Not Connected
PreArm: Param storage failed
PreArm: Pitch (RC{n}) is not neutral
PreArm: Polygon fence(s) invalid
PreArm: Proximity {n} deg, {n}m (want > {n}m)
PreArm: Quadplane enabled but not running
PreArm: RC Throttle not configured
PreArm: RC calibrating
PreArm: RC not calibrated
PreArm: RC not found
PreArm: RC{n}_MAX is less than RC{n}_TRIM
PreArm: RC{n}_MIN is greater than RC{n}_TRIM
PreArm: RTL_ALT (in cm) above RNGFND_MAX (in metres)
PreArm: Radio failsafe on
PreArm: Rangefinder {n}: No Data
PreArm: Rangefinder {n}: Not Connected
PreArm: Rangefinder {n}: Not Detected
PreArm: Roll (RC{n}) is not neutral
PreArm: SERVO{n}_FUNCTION={n} on disabled channel
PreArm: SERVO{n}_MAX is less than SERVO{n}_TRIM
PreArm: SERVO{n}_MIN is greater than SERVO{n}_TRIM
PreArm: Safety Switch
PreArm: System not initialised
PreArm: Terrain out of memory
PreArm: Throttle (RC{n}) is not neutral
PreArm: Throttle below failsafe
PreArm: Throttle radio max too low
PreArm: Throttle radio min too high
PreArm: Throttle too high
PreArm: Too many auxiliary authorisers
PreArm: VTOL Fwd Throttle is not zero
PreArm: Vehicle breaching {*}
PreArm: VisOdom: check VISO_ORIENT parameter
PreArm: VisOdom: not healthy
PreArm: VisOdom: roll/pitch diff {n} deg (>{n})
PreArm: VisOdom: waiting for AHRS attitude
PreArm: VisOdom: yaw diff {n} deg (>{n})
PreArm: Waiting for Nav Checks
PreArm: Waiting for RC
PreArm: Waiting for Terrain data
PreArm: Waiting for auxiliary authorisation
PreArm: Yaw (RC{n}) is not neutral
PreArm: Yaw radio max too low
PreArm: Yaw radio min too high
PreArm: check fence
PreArm: check firmware or FRAME_CLASS
PreArm: check proximity sensor
PreArm: check range finder
PreArm: gyros still settling
PreArm: heater temp low ({n} < {n})
PreArm: mode not armable
PreArm: no rangefinder
PreArm: parameter storage full
PreArm: quadplane needs SCHED_LOOP_RATE >= {n}
PreArm: recent crash
PreArm: temperature cal running
PreArm: waiting for terrain data
PreArm: winch unhealthy
PreArm: {*} mode not armable
PreArm: {*}, Check Object Avoidance
ARMING MOTORS
Arming motors
Auto disarmed
BlackBox: arming at {n} m/s
BlackBox: disarming at {n} m/s
DISARMING MOTORS
Disarm: rudder disarm disabled
Disarming motors
ESC calibration: Auto calibration
ESC calibration: Passing pilot throttle to ESCs
ESC calibration: Push safety switch
ESC calibration: Restart board
Locate Copter Alarm!
Locate Copter alarm
Logging not started
PreArm: check steering and throttle config
PreArm: no motor, sail or scripting outputs defined
Reboot rejected, ESC cal on reboot
Rudder arming disabled
Rudder disarm: disabled
Starting ESC calibration
Throttle armed
Throttle disarmed
Turtle: raise throttle to arm
Warning: Arming Checks Disabled
AHRS: DCM active
AHRS: EKF2 active
AHRS: EKF3 active
AHRS: ExternalAHRS active
Dead Reckoning started
Dead Reckoning stopped
Dead Reckoning timeout
Dead reckoning started
Dead reckoning stopped
Dead reckoning timeout
Depth sensor error!
Depth sensor error.
Depth sensor is not connected.
EKF Failsafe
EKF Failsafe Cleared
EKF Failsafe: changed to ALT_HOLD Mode
EKF Failsafe: changed to LAND Mode
EKF Failsafe: changed to RTL Mode
EKF Failsafe: changed to {*} Mode
EKF bad
EKF failsafe
EKF failsafe cleared
EKF primary changed: {n}
EKF primary changed:{n}
EKF variance
EKF yaw reset {n}
EKF2 IMU{n} MAG{n} ground mag anomaly, yaw re-aligned
EKF2 IMU{n} MAG{n} in-flight yaw alignment complete
EKF2 IMU{n} MAG{n} initial yaw alignment complete
EKF2 IMU{n} emergency yaw reset
EKF2 IMU{n} forced reset
EKF2 IMU{n} has stopped aiding
EKF2 IMU{n} in-flight yaw alignment complete
EKF2 IMU{n} initial pos NE = {n},{n} (m)
EKF2 IMU{n} initial pos NED = {n},{n},{n} (m)
EKF2 IMU{n} initial yaw alignment complete
EKF2 IMU{n} is using GPS
EKF2 IMU{n} is using external nav data
EKF2 IMU{n} is using optical flow
EKF2 IMU{n} origin set
EKF2 IMU{n} switching to compass {n}
EKF2 IMU{n} tilt alignment complete
EKF2 IMU{n} yaw aligned to GPS velocity
EKF2 IMU{n} yaw aligned using GPS
EKF2 init failure: No GPS lock
EKF3 IMU{n} MAG{n} ground mag anomaly, yaw re-aligned
EKF3 IMU{n} MAG{n} in-flight yaw alignment complete
EKF3 IMU{n} MAG{n} initial yaw alignment complete
EKF3 IMU{n} buffs IMU={n} OBS={n} OF={n} EN:{n} dt={n}
EKF3 IMU{n} buffs IMU={n} OBS={n} OF={n} EN:{n}, dt={n}
EKF3 IMU{n} emergency yaw reset
EKF3 IMU{n} forced reset
EKF3 IMU{n} fusing odometry
EKF3 IMU{n} fusing optical flow
EKF3 IMU{n} has stopped aiding
EKF3 IMU{n} in-flight yaw alignment complete
EKF3 IMU{n} initial pos NE = {n},{n} (m)
EKF3 IMU{n} initial pos NED = {n},{n},{n} (m)
EKF3 IMU{n} initial yaw alignment complete
EKF3 IMU{n} initialised
EKF3 IMU{n} is using GPS
EKF3 IMU{n} is using external nav data
EKF3 IMU{n} is using optical flow
EKF3 IMU{n} origin set
EKF3 IMU{n} started relative aiding
EKF3 IMU{n} stopped aiding
EKF3 IMU{n} switching to compass {n}
EKF3 IMU{n} tilt alignment complete
EKF3 IMU{n} yaw aligned
EKF3 IMU{n} yaw aligned to GPS velocity
EKF3 IMU{n} yaw aligned using GPS
EKF3 IMU{n} yaw external
EKF3 IMU{n} yaw fallback active
EKF3 init failure: No GPS lock
EKF3 lane switch {n}
Failed to set origin, check EK3_SRC parameters
GPS Glitch
GPS Glitch cleared
GPS Glitch or Compass error
Glitch cleared
NavEKF2: core {n} setup failed
NavEKF2: lane switch {n}
NavEKF3: lane switch {n}
Using EKF Source Set {n}
Vibration compensation OFF
Vibration compensation ON
VisOdom: reset
VisOdom: yaw shifted {n} to {n} deg
GCS OK
GPS OK
GPS {n}: detected as DroneCAN{n}-{n}
GPS {n}: detected as GSOF at {n} baud
GPS {n}: detected as MTK at {n} baud
GPS {n}: detected as NMEA at {n} baud
GPS {n}: detected as SBF at {n} baud
GPS {n}: detected as UAVCAN{n}-{n}
GPS {n}: detected as UBLOX at {n} baud
GPS {n}: detected as u-blox
GPS {n}: detected as u-blox at {n} baud
GPS {n}: detected as {*}
GPS {n}: detected u-blox
GPS {n}: detected u-blox at {n} baud
GPS {n}: detected {*}
GPS {n}: probing for NMEA at {n} baud
GPS {n}: probing for SBF at {n} baud
GPS {n}: probing for u-blox at {n} baud
GPS {n}: probing for {*} at {n} baud
GPS {n}: specified as DroneCAN{n}-{n}
GPS {n}: specified as UAVCAN{n}-{n}
GPS {n}: specified as {*}
GPS {n}: u-blox missing configuration 0x{*}
GPS {n}: u-blox saving config
GPS {n}: u-blox {*} configuration 0x{*}
GPS {n}: was not found
GPS: u-blox {n} saving config
Lost GPS!
u-blox supports L5 Band
u-blox {n} HW: {*} SW: {*}
u-blox {n}: failed RTCMv3 parser allocation
AP_GyroFFT: disabled, required {n} bytes
Cannot calibrate with Q_TRIM_PITCH set
FFT calibrating noise
FFT self-test failed, max error {n}Hz
FFT: Found peaks at {n}/{n}/{n}Hz
FFT: Notch frequency {n}Hz and ref {n} selected
FFT: Selected {n}Hz
FFT: Unable to calculate notch: need stable hover
FFT: Unable to start FFT averaging
FFT: calibrated {n}KHz/{n}Hz/{n}Hz
FFT: resolution is {n}Hz, increase length
FFT: self-test failed, failed to find frequency {n}
FFT: self-test failed: wanted {n}, had {n}
FFT: self-test succeeded: wanted {n}, had {n}
Failed to allocate {n} bytes for IMU batch sampling
Failed to allocate {n} bytes for notch filter
Failed to initialize DSP engine
Failed to register accel id {n}
Failed to register gyro id {n}
Gyro {n} rate {n}Hz < loop ratex{n} {n}Hz
IMU{n}: External: {*}
IMU{n}: fast sampling enabled {n}kHz
IMU{n}: fast sampling enabled {n}kHz/{n}kHz
IMU{n}: fast sampling {n}kHz/{n}kHz
IMU{n}: fast, high-resolution sampling enabled {n}kHz
IMU{n}: normal sampling {n}kHz/{n}kHz
IMU{n}:{*} sampling {n}kHz/{n}kHz
INS: alloc {n} bytes for ISB (free={n})
INS: unable to initialise driver
Noise {n}dB on motor {n} at {n}Hz
TCAL finished all IMUs
TCAL[{n}]: completed calibration tmin={n} tmax={n}
TCAL[{n}]: failed fit
TCAL[{n}]: started calibration t={n}C tmax={n}C
Trim OK: roll={n} pitch={n}
Trim OK: roll={n} pitch={n} yaw={n}
trim over maximum of {n} degrees
AutoTrim cancelled
AutoTrim not allowed in this mode
AutoTrim running
AutoTrim start
AutoTrim: Trims saved
Calibrated. Params saved
Calibrating.
Calibration FAILED
Calibration successful
Disarm before calibration.
Disarm to allow calibration
Finished fixed calibration
Must be flying to use AUTOTRIM
No calibration while armed
No calibration while flying
Place vehicle level and press any key.
Place vehicle nose DOWN and press any key.
Place vehicle nose UP and press any key.
Place vehicle on its BACK and press any key.
Place vehicle on its LEFT side and press any key.
Place vehicle on its RIGHT side and press any key.
Starting calibration
Steering trim saved!
Trim saved
trim complete
trim failed, large movement
trim failed, large roll and pitch input
trim failed, not in manual mode
{*}CompassMot calibration not supported
COMPASS INIT ERROR
Check compass
Compass cal object not initialised
Compass cal requires GPS lock
Compass cal requires reboot after priority change
Compass disabled
Compass initialisation failed!
CompassCalibrator: Cannot start compass thread.
CompassLearn: Finished
CompassLearn: Initialised
CompassLearn: {*}
Disarm to allow compass calibration
Mag({n}) bad orientation: {n}/{n} {n}
Mag({n}) bad radius {n} expected {n}
Mag({n}) good orientation: {n} {n}
Mag({n}) internal bad orientation: {n} {n}
Mag({n}) new orientation: {n} was {n} {n}
Mag: Compass {*} removed
Mag: Compass {*} replaced
Mag: WMM table error
Mag: no position available
MagCal: No location, fix_radius skipped
Mag[{n}]: bad uncorrected field
Mag[{n}]: unhealthy
Not landed
RC not calibrated
Throttle not zero
saved compass offsets
AUAV AIRSPEED[{n}]: no sensor found on bus {n}
Airspeed calibration started
Airspeed init failed
Airspeed sensor calibrated
Airspeed sensor unhealthy
Airspeed sensor {n} failure. Disabling
Airspeed sensor {n} now OK. Re-enabled
Airspeed sensor {n}, Re-enabled as GPS fall-back
Airspeed {n} calibrated
Airspeed {n} calibrated, offset = {n}
Airspeed {n} calibration started
Airspeed {n} init failed
Airspeed {n} not initalized, cannot cal
Airspeed {n} not initialized, cannot cal
Airspeed {n} ratio reset: {n}
Airspeed {n} unhealthy
Airspeed {n} warning {n}m/s air to gnd speed diff
Airspeed: skipping cal
Arspd {n} offset change large;cover and recal
Baro: no sensors found, skipping calibration
Baro: skipping calibration after WDG reset
Barometer calibration complete
Barometer {n} calibration complete
Calibrating barometer
Failed to Set Field Elevation: Armed
Field Elevation Set: {n}m
MS4525[{n}]: Found bus {n} addr 0x{*}
MS4525[{n}]: no sensor found
MS5525[{n}]: Found on bus {n} addr 0x{*}
MS5525[{n}]: no sensor found
NO airspeed
No airspeed
No airspeed sensor
SDP{*}: Found bus {n} addr 0x{*}
Updating barometer calibration
barometer calibration complete
zero airspeed calibrated
AFS State: AFS_AUTO
AFS State: DATA_LINK_LOSS
AFS State: GPS_LOSS
Battery Failsafe
Battery Failsafe - Continuing Landing
Battery Failsafe - Disarming
Failsafe - Continuing Auto Mode
Failsafe - Long event on, {*}
Failsafe - Short event off
Failsafe - Short event on, {*}
Failsafe ended
Failsafe terrain triggered
Failsafe trigger 0x{*}
Failsafe: Terrain data missing
Flight mode {*} restored
GCS + Battery Failsafe - Continuing Landing
GCS Failsafe
GCS Failsafe - Continuing Auto Mode
GCS Failsafe - Continuing Landing
GCS Failsafe - Continuing Pilot Control
GCS Failsafe - Disarming
GCS Failsafe Cleared
GCS Failsafe Off
Internal pressure critical!
Internal temperature critical!
Leak Detected
Lost manual control
MYGCS: {n}, heartbeat lost
No GCS heartbeat
RC Failsafe
RC Long Failsafe Cleared
RC Short Failsafe On
RC Short Failsafe: switched to {*}
Radio + Battery Failsafe - Continuing Landing
Radio Failsafe
Radio Failsafe - Continuing Auto
Radio Failsafe - Continuing Auto Mode
Radio Failsafe - Continuing Guided Mode
Radio Failsafe - Continuing Landing
Radio Failsafe - Disarming
Radio Failsafe Cleared
Short Failsafe Cleared
SmartRTL Unavailable, Trying RTL Mode
SmartRTL Unavailable, Using Land Mode
Starting AFS_AUTO
Terminating due to GCS request
Terminating due to RC failure
Terminating due to dual loss
Terminating due to fence breach
Terminating due to range {n}km
Terminating due to {*}
Throttle Failsafe
Throttle Failsafe Cleared
Throttle failsafe off
Throttle failsafe on
Trying Land Mode
Trying RTL Mode
Crash detected
Crash detected. No action taken
Crash: Disarming
Crash: Disarming: AngErr={n}>{n}, Accel={n}<{n}
Crash: Going to HOLD
Crash: obstruction landing
Flare crash detected: speed={n}
Governor Engaged
Governor Fault: Rotor Overspeed
Governor Fault: Rotor Underspeed
Hard landing detected
Hard landing detected. No action taken
Motor Test: Board initialising
Motor Test: Motor Emergency Stopped
Motor Test: RC not calibrated
Motor Test: Safety switch
Motor Test: cancelled
Motor Test: vehicle not landed
Motor direction detection is complete.
Motors Emergency Stopped
Must be disarmed for motor test
Parachute already released
Parachute not enabled
Parachute: Landed
Parachute: Released
Parachute: Released again
Parachute: Too Low
Parachute: Too low
Potential Thrust Loss ({n})
Thruster {n} is ok!
Thruster {n} is reversed! Saving it!
Yaw Imbalance {n}%
finished motor test
starting motor test
{*} ESC RPM out of range
{*} waiting for ESC RPM
BAT{n}: {n}V
Battery {n} is critical {n}V used {n} mAh
Battery {n} is low {n}V used {n} mAh
Battery {n} is {*} {n}V used {n} mAh
Battery {n}: OK
Battery {n}: powering OFF
Battery {n}: powering ON
Engine max crank attempts reached
Engine running
Engine: Above redline RPM
Engine: already running
Engine: start control disabled
Engine: start control disabled by aux function
Fuel cell err code <{*}>
Fuel cell error cleared
LTC2946: found monitor on bus {n}
Low Battery {n}V Used {n} mAh
Low Battery!
Low battery
Low battery {n}V used {n} mAh
RichenPower: Moving to state ({n}) from ({n})
RichenPower: protocol {*}
Starting engine
Starting height reached {n}
Stopped engine
Takeoff height set to {n}m
Uncommanded engine stop
Vehicle {n} battery {n} is powering off
AROT: Entry Phase
AROT: Glide Phase
AROT: Landed
AROT: Mode not enabled
AROT: Must be armed and flying
FBWA tdrag mode
FBWA tdrag off
Flight mode = {n}
Flight mode change failed
Flight mode change failed {*}
High Latency disabled
High Latency enabled
In landing sequence: mission reset
Mode change to AUTO RTL failed: No landing sequence found
Mode change to AUTO RTL failed: No return path found
Mode change to AUTO RTL failed: No return path or landing sequence found
Mode change to {*} denied, GCS entry disabled (FLTMODE_GCSBLOCK)
Mode change to {*} denied, in fence recovery
Mode change to {*} failed: GCS entry disabled (FLTMODE_GCSBLOCK)
Mode change to {*} failed: in RC failsafe
Mode change to {*} failed: in fence recovery
Mode change to {*} failed: init failed
Mode change to {*} failed: need alt estimate
Mode change to {*} failed: requires position
Mode change to {*} failed: runup not complete
Mode change to {*} failed: throttle too high
Mode change to {*} failed: {*}
No such mode {n}
QAssist: Disabled
QAssist: Enabled
QAssist: Force enabled
SIMPLE mode off
SIMPLE mode on
SUPERSIMPLE mode on
Set inverted {n}
Soaring: Disabled.
Soaring: Enabled, automatic mode changes.
Soaring: Enabled, manual mode changes.
Soaring: Thermal detected, entering {*}
Soaring: {*}, restoring {*}
Stand By Disabled
Stand By Enabled
ZIGZAG: point A stored
ZIGZAG: point B stored
height achieved - controlling position
throttle is unlimited - uprighting
throw detected - spooling motors
throw detected - uprighting
uprighted - controlling height
waiting for throw
{*}Gain is {n}%
{*}Gain: {n}%
{*}Input Hold Disabled
{*}Input Hold Set
Armed AUTO, xaccel = {n} m/s/s, waiting {n} sec
Auto mission changed but failed to restart command
Auto mission changed, restarted command
Auto: Missing Takeoff Cmd
Bad launch AUTO
Change alt to {n}
Clearing Mission
Delaying {n} sec
Executing command ID #{n}
Executing nav command ID #{n}
Fence upload timeout
Finished active loiter
Flight plan received
Flight plan update rejected
Holding course {n}
Holding course {n} at {n}m/s ({n})
Loiter orbits complete
Loiter time complete
Loiter to alt complete
Mission Complete
Mission complete, changing mode to RTL
Mission continue
Mission upload timeout
Mission: Returned to interrupted WP
Mission: starting circle {n}/{n}
Mission: {n} AuxFunction {n}
Mission: {n} ChangeSpeed
Mission: {n} CondDelay
Mission: {n} CondYaw
Mission: {n} Delay
Mission: {n} EngineControl
Mission: {n} FenceEnable
Mission: {n} GimbalPitchYaw
Mission: {n} Go Around
Mission: {n} Gripper
Mission: {n} GuidedLimits
Mission: {n} Jump
Mission: {n} Jump {n}/unlimited
Mission: {n} Jump {n}/{n}
Mission: {n} JumpToTag
Mission: {n} JumpToTag {n}
Mission: {n} Land
Mission: {n} LandStart
Mission: {n} LoitAltitude
Mission: {n} LoitTime
Mission: {n} LoitTurns
Mission: {n} LoitUnlim
Mission: {n} MountControl
Mission: {n} NavScriptTime
Mission: {n} Parachute
Mission: {n} PayloadPlace
Mission: {n} RTL
Mission: {n} Scripting
Mission: {n} Scripting {n}
Mission: {n} SetCamTrigDst
Mission: {n} SetHome
Mission: {n} SetROI
Mission: {n} SetServo
Mission: {n} SetYawSpd
Mission: {n} SplineWP
Mission: {n} Tag
Mission: {n} Tag {n}
Mission: {n} Takeoff
Mission: {n} VTOLLand
Mission: {n} VTOLTakeoff
Mission: {n} VTOLTransition
Mission: {n} WP
New HOME received
New fence
New mission
New rally
No Mission. Can't set AUTO.
Passed waypoint #{n} dist {n}m
Passed waypoint #{n}. Distance {n}m
Reached Command #{n}
Reached HOME
Reached Home dist {n}m
Reached RTL location
Reached altitude
Reached command #{n}
Reached descent rate {n} m/s
Reached destination
Reached destination. Distance away {n}m
Reached maximum descent
Reached waypoint #{n}
Reached waypoint #{n} dist {n}m
Reached waypoint #{n}. Distance {n}m
Reached waypoint #{n}. Loiter for {n} seconds
Reset alt target to {n}
Resetting previous WP
Resume repeat dist set to {n} m
Return path active
Return path started
Returning to Home
Set HOME to {n} {n} at {n}m
Set airspeed {n} m/s
Set groundspeed {n}
Set throttle {n}
Skipping invalid cmd #{n}
SmartRTL Low on space!
SmartRTL deactivated: bad position
SmartRTL deactivated: buffer full
SmartRTL deactivated: init failed
SmartRTL deactivated: program error
SmartRTL: failed to set destination
SmartRTL: lost one point
Timeout AUTO
Triggered AUTO. GPS speed = {n}
Verify nav: LOITER alt complete
Verify nav: LOITER orbits complete
Verify nav: LOITER time complete
flight plan received
flight plan update rejected
Above TKOFF alt - loitering
Already flying - no takeoff
Autoland direction= {n}
Climbing to TKOFF alt then loitering
Distance from LAND point={n}m
Entered VTOL mode
Exited VTOL mode
Flare {n}m sink={n} speed={n}
Flare {n}m sink={n} speed={n} dist={n}
Gripper Grabbed
Gripper Released
Gripper load grabbed
Gripper load grabbing
Gripper load released
Gripper load releasing
Land Complete - Hold course {n}
Land complete
Land descend started
Land final started
Land: no terrain data, using alt-above-home
Landing abort sequence start
Landing aborted via throttle
Landing aborted, climbing to {n}m
Landing approach start at {n}m
Landing gear was not deployed
Landing glide slope {n} degrees
Landing sequence active
Landing sequence start
Landing slope too steep, aborting ({n}m {n}deg)
LandingGear: DEPLOY
LandingGear: RETRACT
Must already be flying!
Must be armed for takeoff
PrecLand: Failsafe Measures
PrecLand: Init Complete
PrecLand: Init Failed
PrecLand: Retry Completed
PrecLand: Retrying
PrecLand: Target Found
PrecLand: Target Lost
Rangefinder disengaged at {n}m
Rangefinder engaged at {n}m
Restarted landing sequence at waypoint {n}
Restarted landing sequence. Climbing to {n}m
Restarted landing via DO_LAND_START: {n}
Starting VTOL land approach path
Takeoff complete at {n}m
Takeoff level-off starting at {n}m
Takeoff timeout: {n} m/s speed < {n}m/s
Takeoff to {n}m at {n}m to {n} deg
Takeoff to {n}m for {n}m heading {n} deg
Takeoff waiting for rudder release
Takeoff waypoint required
Transition FW done
Transition VTOL done
Transition airspeed reached {n}
Transition airspeed wait
Transition done
Transition failed, exceeded time limit
Transition started airspeed {n}
Unable to restart landing sequence
Unable to start landing sequence
User Takeoff only in GUIDED mode
VTOL Position1 d={n}
VTOL approach d={n}
VTOL land too short, min {n}m
VTOL not available
VTOL position1 d={n} r={n}
VTOL position1 v={n} d={n} h={n} dc={n}
VTOL position1 v={n} d={n} sd={n} h={n}
VTOL position2 started v={n} d={n}
VTOL position2 started v={n} d={n} h={n}
VTOL transition only in AUTO
ADSB Avoidance Disabled
ADSB Avoidance Enabled
ADSB: Found transceiver on channel {n}
ADSB: Transceiver heartbeat timed out
Circle fence breached
Dijkstra: could not find path
Dijkstra: failed to build inner polygon
Dijkstra: fence disabled
Dijkstra: no position estimate
Dijkstra: out of memory
Dijkstra: overlapping polygon lines
Dijkstra: overlapping polygon points
Dijkstra: too many fence points
Fence Breached
Fence Disabled
Fence Enabled
Fence Indexed OK
Fence breach cleared
Fence corrupt
Fence disabled
Fence disabled (auto disable)
Fence disabled (autodisable)
Fence enabled
Fence enabled (auto enabled)
Fence enabled (autoenabled)
Fence floor disabled
Fence floor disabled (auto disable)
Fence: auto-enabled
Geofence OK
Geofence loaded
Geofence setup error
Geofence triggered
Manual recovery started
Max Alt fence breached
Max Alt fence in {n}m
Min Alt fence breached
Min Alt fence enabled (auto enable)
Min Alt fence in {n}m
ODID: lost operator location
ODID: lost transmitter
ODID: transmitter OK
OpenDroneID: ID is locked as {*}
OpenDroneID: Locked UAS_ID: {*}
Polygon fence breached
Sonar obstacle {n} cm
geo-fence OK
geo-fence loaded
geo-fence setup error
geo-fence triggered
{*} fence breached
{*} fence in {n}m
FlowCal: FLOW_FXSCALER={n}, FLOW_FYSCALER={n}
FlowCal: Started
FlowCal: Stopped
FlowCal: failed to start
FlowCal: samples collected
FlowCal: scalar{*}
FlowCal: timeout
FlowCal: x:{n}% y:{n}%
OptFlow Cal: failed sensor not enabled
Prx[{n}]: added DroneCAN node {n} addr {n}
RPLidar {*}
RTL: no terrain data, using alt-above-home
RTL: rangefinder unhealthy, using alt-above-home
RTL: unexpected error calculating target alt
RTL: unexpected error setting climb target
RangeFinder: Temperature alert
RangeFinder: Voltage alert
RangeFinder[{n}]: added DroneCAN node {n} addr {n}
Rangefinder {n}: No Data
Restarting RTL - Terrain data missing
SurfaceTracking: no downward rangefinder
SurfaceTracking: no upward rangefinder
TFMini: FW ver {*}
Terrain data (rangefinder) not available
Terrain failsafe recovery successful!
Terrain failsafe recovery timeout!
Terrain: Allocation failed
Terrain: clamping offset {n} to {n}
descend below {n} meters to hold range
rangefinder target is {n} meters
waiting for a rangefinder reading
Adjusting {*} {n} -> {n}
AutoTune: ({*}) {*}
AutoTune: Aborting Test
AutoTune: Angle P Gain Determination Failed
AutoTune: Dwell
AutoTune: Failed
AutoTune: Failed to level, please tune manually
AutoTune: Leveling
AutoTune: Min Rate D limit reached
AutoTune: Original Gains
AutoTune: Paused: Pilot Override Active
AutoTune: Pilot Override Active
AutoTune: Pilot Testing
AutoTune: Pilot Testing gains for {*}
AutoTune: Pitch Angle P Up {n}%
AutoTune: Pitch Angle P:{n}, Max Accel:{n}
AutoTune: Pitch Rate D Down {n}%
AutoTune: Pitch Rate D Up {n}%
AutoTune: Pitch Rate P Up {n}%
AutoTune: Pitch Rate: P:{n}, I:{n}, D:{n}
AutoTune: Pitch Rate: P:{n}, I:{n}, D:{n}, FF:{n}
AutoTune: Pitch complete
AutoTune: Rate D Gain Determination Failed
AutoTune: Rate P Gain Determination Failed
AutoTune: Roll Angle P Up {n}%
AutoTune: Roll Angle P:{n}, Max Accel:{n}
AutoTune: Roll Rate D Down {n}%
AutoTune: Roll Rate D Up {n}%
AutoTune: Roll Rate P Up {n}%
AutoTune: Roll Rate: P:{n}, I:{n}, D:{n}
AutoTune: Roll Rate: P:{n}, I:{n}, D:{n}, FF:{n}
AutoTune: Roll complete
AutoTune: Saved Gains
AutoTune: Saved gains
AutoTune: Saved gains for {*}
AutoTune: Started
AutoTune: Stopped
AutoTune: Success
AutoTune: Sweep
AutoTune: Testing
AutoTune: Twitch
AutoTune: Twitch Size Determination Failed
AutoTune: Updating Gains
AutoTune: Yaw Angle P Up {n}%
AutoTune: Yaw Angle P:{n}, Max Accel:{n}
AutoTune: Yaw Rate D Down {n}%
AutoTune: Yaw Rate D Up {n}%
AutoTune: Yaw Rate P Up {n}%
AutoTune: Yaw Rate: P:{n}, I:{n}, D:{n}
AutoTune: Yaw Rate: P:{n}, I:{n}, D:{n}, FF:{n}
AutoTune: Yaw complete
AutoTune: Yaw(D) Angle P Up {n}%
AutoTune: Yaw(D) Angle P:{n}, Max Accel:{n}
AutoTune: Yaw(D) Rate D Down {n}%
AutoTune: Yaw(D) Rate D Up {n}%
AutoTune: Yaw(D) Rate P Up {n}%
AutoTune: Yaw(D) Rate: P:{n}, I:{n}, D:{n}
AutoTune: Yaw(D) complete
AutoTune: Yaw(E) Angle P Up {n}%
AutoTune: Yaw(E) Angle P:{n}, Max Accel:{n}
AutoTune: Yaw(E) Rate D Down {n}%
AutoTune: Yaw(E) Rate D Up {n}%
AutoTune: Yaw(E) Rate P Up {n}%
AutoTune: Yaw(E) Rate: P:{n}, I:{n}, D:{n}
AutoTune: Yaw(E) complete
AutoTune: failing to level, please tune manually
AutoTune: original gains restored
AutoTune: p={n} accel={n}
AutoTune: p={n} d={n}
AutoTune: pilot overrides active
Autotuning not allowed in this mode!
Limiting {*} {n} -> {n}
No axis selected for tuning!
Pitch: Finished
QuickTune aborted
QuickTune disabled
Quicktune: DONE
Quicktune: Must be flying to tune
Quicktune: Reverted
Quicktune: Saved
Quicktune: Starting tune
Quicktune: attitude error {n}deg - ABORTING
Quicktune: {*} done
Roll: Finished
Started autotune
Starting {*} tune
Stopped autotune
SystemID Finished
SystemID Starting: axis={n}
SystemID Stopped: Landed
SystemID Stopped: axis = {n}
SystemID Stopped: lean={n} max={n}
SystemID stopped
Tuning: Saved
Tuning: recentered {*}
AP_Logger: IO thread died
AP_Logger: stuck thread ({*})
Chip erase complete
Chip erase started
Chip full, logging stopped
DDS: Init complete
DDS: Initialization passed
DDS: Initialization waiting...
DDS: No ping response, disconnecting
DDS: No ping response, exiting
DDS: No ping response, retrying
Disarm for log download
DroneCAN DNA allocation failed; database full
Duplicate Node {*}
ERASING LOGS
ERROR: Failed to save signing key
ERROR: Won't setup signing when armed
Failed to create log directory {*}
GCS.chan({n}): {*}
KDECAN: Found ESC id {n} mapped to SERVO{n}
Log download in progress
Log erase complete
Log recovery complete
Logging {*}
NET: Gateway {*}
NET: IP {*}
NET: Initialized
NET: Mask {*}
No SD card
No ap_message for mavlink id ({n})
No dataflash card inserted
No dataflash inserted
Node {n} unhealthy!
PPP[{n}]: got addresses
PPP[{n}]: reconnecting
PPP[{n}]: started
Param read failed ({*})
Param storage failed
Param write denied ({*})
Param write failed ({*})
Prepared log system
Preparing log system
Sending unknown message ({n})
UC DNA database reset
UC Node Alloc Failed!
Unknown parameter {*}
timesync response sysid={n} (latency={n}ms)
Button {n}: executing {*}
RC{n}: ClearWaypoint {*}
RC{n}: CompassLearn {*}
RC{n}: Fence {*}
RC{n}: GPSDisable {*}
RC{n}: Generator {*}
RC{n}: MissionReset {*}
RC{n}: MotorEStop {*}
RC{n}: MotorInterlock {*}
RC{n}: Parachute3Position {*}
RC{n}: ParachuteEnable {*}
RC{n}: ParachuteRelease {*}
RC{n}: Rangefinder {*}
RC{n}: Relay1 {*}
RC{n}: Relay2 {*}
RC{n}: SaveWaypoint {*}
ServoRelayEvent: Channel {n} is already in use
Lua: No scripts to run
Lua: Running {*}
Lua: Time: {n} Mem: {n} + {n}
Scripting: failed to start
Scripting: out of memory
Scripting: restarted
Scripting: stopped
Camera not ready
Camera: failed to start recording
Camera: failed to stop recording
Demo Servos!
FETtec: allocated {n} motors
FTW using Full-Duplex
FTW using Half-Duplex
GoPro Not Available
GoPro Photo Trigger
GoPro Recording Start
GoPro Recording Stop
GoPro changing to mode photo
GoPro changing to mode video
GoPro in Solo gimbal detected
In OSD menu
Mount: SToRM32
Mount: Siyi camera fw v{*}
Mount: Siyi gimbal fw v{*}
Mount: Siyi zoom fw v{*}
Mount: Siyi {*}
Mount: Xacti fw:{*}
Mount: failed to start POI thread
Mount: {*} fw:{*}
N-E-D follow offset loaded
OSD: Failed to load font {n}
Relative follow offset loaded
RunCam device not found
RunCam initialized, features 0x{*}
Siyi: can't start recording: No Card
Siyi: failed to record video
Siyi: failed to take picture
Siyi: recording OFF
Siyi: recording ON
Tether is turned {n} turns to the left
Tether is turned {n} turns to the right
Topotek: SD card error
Topotek: recording OFF
Topotek: recording ON
Topotek: tracking failed
Torqeedo: OK
Torqeedo: batt nearly empty
Torqeedo: high temp
Torqeedo: prop blocked
Torqeedo: zero throttle required
Viewpro: fw:{*}
Viewpro: recording OFF
Viewpro: recording ON
Viewpro: tracking Lost
Viewpro: tracking OFF
Viewpro: tracking ON
Viewpro: tracking searching
Winch: lowering {n}m to {n}m
Winch: raising {n}m to {n}m
WindVane: Calibration complete (volt min:{n} max:{n})
WindVane: Calibration started, rotate wind vane
WindVane: driver not found
Xacti: init failed
Xacti: record
Xacti: recording OFF
Xacti: recording ON
Xacti: take pic
Armed by RC
Armed by RC (button)
Armed by RC (switch)
Armed by command
Armed by external command
Armed by internal command
Armed by mission start
Armed by {*}
Arming denied! Already armed
Arming denied! Check battery
Arming denied! Flying with USB is not safe
Arming denied! Global position required
Arming denied! Missions require a global position
Arming denied! No valid mission
Arming denied! Preflight checks have failed
Arming denied! Press safety switch first
Arming denied! Throttle not centered
Arming denied! Throttle not zero
Arming denied! Vehicle is in transition state
Arming denied! Vehicle is not in multicopter mode
Arming denied: Resolve system health failures first
Arming denied: calibrating
Arming denied: high throttle
Arming denied: switch to manual mode first
Arming denied: throttle above center
Disarmed by RC
Disarmed by RC (button)
Disarmed by RC (switch)
Disarmed by auto preflight disarming
Disarmed by external command
Disarmed by failure detector
Disarmed by internal command
Disarmed by kill-switch
Disarmed by landing
Disarmed by lockdown
Disarmed by safety button
Disarmed by shutdown request
Disarmed by {*}
Disarming denied: not landed
Not ready to fly: Sensors not set up correctly
Preflight check: FAILED
Preflight check: OK
[commander] Armed by RC
[commander] Armed by RC (button)
[commander] Armed by RC (switch)
[commander] Armed by command
[commander] Armed by external command
[commander] Armed by internal command
[commander] Armed by mission start
[commander] Arming denied: Resolve system health failures first
[commander] Disarmed by RC
[commander] Disarmed by RC (button)
[commander] Disarmed by RC (switch)
[commander] Disarmed by auto preflight disarming
[commander] Disarmed by external command
[commander] Disarmed by internal command
[commander] Disarmed by kill-switch
[commander] Disarmed by landing
[commander] Not ready to fly: Sensors not set up correctly
[commander] {*}Ready for takeoff!{*}
{*}Ready for takeoff!{*}
Calibration: Disabling RC input
Calibration: Restoring RC input
Landing at current position
Landing detected
Mission start denied
Mission start denied! No valid mission
Pilot took over control using sticks
Pilot took over using sticks
Precision landing
Returning to launch
Switching to {*} is currently not available
Takeoff detected
[commander] Landing detected
[commander] Pilot took over using sticks
[commander] Returning to launch
[commander] Takeoff detected
Avoidance system connected
Avoidance system lost
Avoidance system not available
Avoidance system regained
Avoidance system timed out
Battery failure detected
Connection to ground station lost
Connection to mission computer lost
Critical battery
Critical failure detected: terminate flight
Critical navigation failure! Check sensor calibration
Dangerously low battery! Shutting system down
Dangerously low battery! Shutting system down in {n} seconds
Data link lost
Data link regained
Emergency battery level
Failsafe activated
Failsafe activated, entering Hold for {n} seconds
Failsafe activated: Autopilot disengaged, switching to {*}
Failsafe activated: entering Hold for {n} seconds
Failsafe activated: switching to {*} in {n} seconds
Failsafe mode activated
Failsafe mode deactivated
Failsafe warning:
Flight termination active
GCS connection regained
High latency data link lost
Kill disengaged
Kill engaged
Low battery level
Low battery level! Return advised
Manual control lost
Manual control lost: switching to Hold
Manual control regained after {n}ms
Manual kill-switch disengaged
Manual kill-switch engaged
Motor failure: Motor {n} overcurrent detected
Motor failure: Motor {n} undercurrent detected
Parachute system lost
Parachute system regained
RC loss, loitering
RC loss, terminating
Remote ID system lost
Remote ID system regained
[commander] Connection to ground station lost
[commander] Connection to mission computer lost
[commander] Critical battery
[commander] Data link lost
[commander] Data link regained
[commander] Emergency battery level
[commander] Failsafe activated
[commander] Failsafe activated, entering Hold for {n} seconds
[commander] Failsafe activated: Autopilot disengaged, switching to {*}
[commander] Failsafe activated: entering Hold for {n} seconds
[commander] Failsafe activated: switching to {*} in {n} seconds
[commander] Failsafe mode activated
[commander] Failsafe mode deactivated
[commander] Flight termination active
[commander] GCS connection regained
[commander] Low battery
[commander] Low battery level
[commander] Low battery level! Return advised
[commander] Manual control lost
[commander] Manual control lost: switching to Hold
[commander] Manual control regained after {n}ms
[commander_tests] Not ready to fly: Sensors not set up correctly
Approaching max flight time (system will RTL in {n} minutes)
Approaching max flight time (system will RTL in {n} seconds)
Battery {n} disconnected
Battery {n} is in {*} mode!
Battery {n} missing
Compass needs calibration - Land now!
ESC{n}: {*}
GNSS data fusion started
GNSS data fusion stopped
Geofence violation: approaching or outside geofence
Geofence violation: exceeding maximum altitude above Home
Geofence violation: exceeding maximum distance to Home
Local position estimate has low accuracy
Maximum flight time reached
Mission cannot be completed
Navigation failure! Land and recalibrate sensors
Position estimate has low accuracy
Preflight Fail: Accel Sensor {n} missing
Preflight Fail: Accel {n} inconsistent - check cal
Preflight Fail: Accel {n} uncalibrated
Preflight Fail: Accels inconsistent - Check Cal
Preflight Fail: Airspeed Sensor missing
Preflight Fail: Airspeed invalid
Preflight Fail: Airspeed too high - check airspeed calibration
Preflight Fail: Altitude failure
Preflight Fail: Attitude failure (pitch)
Preflight Fail: Attitude failure (roll)
Preflight Fail: Avionics Power high: {n} Volt
Preflight Fail: Avionics Power low: {n} Volt
Preflight Fail: Battery unhealthy
Preflight Fail: CPU load too high: {n}%
Preflight Fail: Compass Sensor {n} missing
Preflight Fail: Compass {n} fault
Preflight Fail: Compass {n} uncalibrated
Preflight Fail: Compasses {*} inconsistent
Preflight Fail: Crash dumps present on SD
Preflight Fail: Distance Sensor {n} missing
Preflight Fail: ESC failure detected
Preflight Fail: ESC telemetry missing
Preflight Fail: Failure triggered by external system
Preflight Fail: Flight termination active
Preflight Fail: Flying with USB is not safe
Preflight Fail: Found {n} compass (required: {n})
Preflight Fail: Geofence RTL requires valid home
Preflight Fail: Global position estimate required
Preflight Fail: Global position required
Preflight Fail: Gyro Sensor {n} missing
Preflight Fail: Gyro {n} inconsistent - check cal
Preflight Fail: Gyro {n} uncalibrated
Preflight Fail: Gyros inconsistent - Check Cal
Preflight Fail: High Accelerometer Bias
Preflight Fail: High Gyro Bias
Preflight Fail: Home position required
Preflight Fail: Imbalanced propeller detected
Preflight Fail: Kill switch engaged
Preflight Fail: Missing FMU SD Card
Preflight Fail: Motor failure detected
Preflight Fail: No connection to the GCS
Preflight Fail: No connection to the ground control station
Preflight Fail: No valid data from Accel {n}
Preflight Fail: No valid data from Baro {n}
Preflight Fail: No valid data from Compass {n}
Preflight Fail: No valid data from Gyro {n}
Preflight Fail: Open Drone ID system missing
Preflight Fail: Open Drone ID system not ready
Preflight Fail: Parachute system missing
Preflight Fail: Parachute system not ready
Preflight Fail: Power module not connected
Preflight Fail: Power redundancy not met: {n} instead of {n}
Preflight Fail: Press safety button first
Preflight Fail: RC ERROR: RC{n}_MAX > {n}
Preflight Fail: RC ERROR: RC{n}_MIN < {n}
Preflight Fail: RC ERROR: RC{n}_TRIM < MIN ({n}/{n})
Preflight Fail: RC ERROR: RC{n}_TRIM > MAX ({n}/{n})
Preflight Fail: Strong magnetic interference
Preflight Fail: Vehicle is in transition state
Preflight Fail: Vehicle is not in multicopter mode
Preflight Fail: Yaw estimate error
Preflight Fail: barometer {n} missing
Preflight Fail: ekf2 missing data
Preflight Fail: heading estimate invalid
Preflight Fail: heading estimate not stable
Preflight Fail: height estimate error
Preflight Fail: height estimate not stable
Preflight Fail: horizontal position unstable
Preflight Fail: horizontal velocity unstable
Preflight Fail: no valid data from distance sensor {n}
Preflight Fail: position estimate error
Preflight Fail: system power unavailable
Preflight Fail: velocity estimate error
Preflight Fail: vertical velocity unstable
Preflight: GPS fix too low
[{*}] Navigation failure! Land and recalibrate sensors
[{*}] Preflight Fail: Accel {n} uncalibrated
[{*}] Preflight Fail: Avionics Power low: {n} Volt
[{*}] Preflight Fail: Battery unhealthy
[{*}] Preflight Fail: Compass {n} uncalibrated
[{*}] Preflight Fail: Gyro {n} uncalibrated
[{*}] Preflight Fail: High Accelerometer Bias
[{*}] Preflight Fail: High Gyro Bias
[{*}] Preflight Fail: Kill switch engaged
[{*}] Preflight Fail: No connection to the GCS
[{*}] Preflight Fail: No connection to the ground control station
[{*}] Preflight Fail: Press safety button first
[{*}] Preflight Fail: Strong magnetic interference
[{*}] Preflight Fail: ekf2 missing data
[{*}] Preflight Fail: heading estimate not stable
[{*}] Preflight Fail: height estimate not stable
[{*}] Preflight: GPS fix too low
Already higher than takeoff altitude
Climb to {n} meters above home
Executing Mission
Executing Reverse Mission
First waypoint too far away: {n}m, {n} max
Geofence requires valid home position
Geofence violation
Geofence violation for waypoint {n}
Geofence violation! Flight terminated
Maximum altitude above home exceeded by {n} m
Maximum distance from home exceeded by {n} m
Mission finished, landed
Mission finished, loitering
Mission rejected: Add Landing item or remove Takeoff.
Mission rejected: Add Takeoff item or remove Landing.
Mission rejected: Landing waypoint/pattern required.
Mission rejected: Mission contains VTOL items but vehicle is not a VTOL
Mission rejected: No home pos, WP {n} uses rel alt
Mission rejected: Takeoff altitude below home altitude!
Mission rejected: Takeoff altitude too low!
Mission rejected: Takeoff or Landing item missing.
Mission rejected: Takeoff waypoint required.
Mission rejected: Waypoint {n} below home
Mission rejected: invalid land start.
Mission rejected: item {n}: unsupported cmd: {n}
Mission rejected: land start item before RTL item not possible.
Mission rejected: more than one land start.
Mission rejected: starts with land waypoint.
Mission rejected: starts with landing
Mission rejected: takeoff not first waypoint item
No valid mission available, loitering
No valid mission available, refusing takeoff
RTL Closest landing point activated
RTL HOME activated
RTL LAND activated
RTL Mission activated, continue mission
RTL Mission activated, fly mission in reverse
RTL Mission activated, fly to home
RTL Mission land: climb to {n} m
RTL: climb to {n} m ({n} m above destination)
RTL: completed, loitering
RTL: descend to {n} m ({n} m above destination)
RTL: land at destination
RTL: landing at home position.
RTL: landing at mission landing.
RTL: landing at safe landing point.
RTL: loiter {n}s
RTL: return at {n} m ({n} m above destination)
RTL: start return at {n} m ({n} m above destination)
Reposition is outside geofence
Transition to hover mode and descend.
Using default takeoff altitude: {n} m
[navigator] Executing Mission
[navigator] Geofence violation
[navigator] Mission finished, landed
[navigator] Mission finished, loitering
[navigator] RTL: completed, loitering
[navigator] RTL: land at destination
[navigator] RTL: return at {n} m ({n} m above destination)
[navigator] RTL: start return at {n} m ({n} m above destination)
[navigator] Using default takeoff altitude: {n} m
Accel #{n} fail: {*}
Accel {n} clipping, not safe to fly!
Airspeed sensor failure detected. Check connection and reboot.
Airspeed sensor failure detected. Return to launch (RTL) is advised.
Airspeed sensor healthy, start using again ({n}, {n})
Airspeed: switched from sensor {n} to {n}
Autotune aborted before finishing
Autotune finished successfully
Autotune started
Baro #{n} failed: {*}
Collision Prevention limiting velocity
ESC failure: Not all ESCs are armed. Land now!
Gyro #{n} fail: {*}
Gyro {n} clipping, not safe to fly!
High ESC temperature. Reduce throttle!
Landing aborted
Mag #{n} failed: {*}
No airspeed sensor detected. Switch to non-airspeed mode.
Quad-chute triggered
Quadchute: external command
Quadchute: loss of altitude during transition
Quadchute: maximum pitch exceeded
Quadchute: maximum roll exceeded
Quadchute: minimum altitude breached
Quadchute: transition timeout
Tilt constrained to safe value
[ekf2] primary EKF changed {*}
[sensors] Accel #{n} fail: {*}
[sensors] Accel {n} clipping, not safe to fly!
[sensors] Baro #{n} failed: {*}
[sensors] Gyro #{n} fail: {*}
[sensors] Gyro {n} clipping, not safe to fly!
[sensors] Mag #{n} failed: {*}
[sensors] no barometer found on {*}
[vtol_att_control] Quadchute: {*}
Mag quick calibration finished
[cal] Battery connected
[cal] Blow into front of pitot without touching
[cal] Connect battery now
[cal] Create air pressure! (got {n}, wanted: {n} Pa)
[cal] Ensure sensor is not measuring wind
[cal] Hold still, measuring {*} side
[cal] Negative pressure difference detected ({n} Pa)
[cal] Offset of {n} Pascal
[cal] Positive pressure: OK ({n} Pa)
[cal] Rotate vehicle
[cal] Swap static and dynamic ports!
[cal] calibration cancelled
[cal] calibration done: {*}
[cal] calibration failed: {*}
[cal] calibration started: {*}
[cal] detected motion, hold still...
[cal] detected rest position, hold still...
[cal] progress <{n}>
[cal] {*} orientation detected
[cal] {*} side already completed
[cal] {*} side calibration: progress <{n}>
[cal] {*} side done, rotate to a different side
[cal] {*} side result: {*}
trim cal done
Error loading settings
Error saving settings
RC calibration check failed
[gps] u-blox firmware version: {*}
[gps] u-blox protocol version: {*}
[logger] Not logging; SD almost full: {n} MiB
[logger] Opened full log file: {*}
[logger] Opened {*} log file: {*}
[logger] Start file log (type: full)
[logger] Start file log (type: mission)
[logger] Start mavlink log
[logger] Stop mavlink log
[logger] Storage full: {n} MiB free
[logger] [logger] {*}
[logger] closed logfile, bytes written: {n}
[mavlink] mode: {*}
[mavlink] partner IP: {*}
[px4] Startup script returned successfully
[px4] Startup script returned with return value: {n}
[tone_alarm] arming failure
[tone_alarm] arming warning
[tone_alarm] battery warning (fast)
[tone_alarm] battery warning (slow)
[tone_alarm] home set
[tone_alarm] notify negative
[tone_alarm] notify neutral
[tone_alarm] notify positive
[uxrce_dds_client] synchronized with time offset {*}
[uxrce_dds_client] time sync converged
[uxrce_dds_client] time sync no longer converged
tagged message test
Excessive gimbal vibration. Check whether gimbal can rotate freely.
Gimbal Motor Overloaded
Gimbal Motor Overloaded__{*}
Gimbal calibration error.{*}
Gimbal motor overloaded.{*}
Gimbal stuck.{*}
Home Point Recorded
Home Point recorded. Return-to-Home Altitude:{*}
Landing
Obstacle sensing failed{*}
Precision Landing. Correcting Landing Position.
Propeller Fell Off. Motor idle. Check whether propellers are installed.
Remote controller disconnected{*}
Return to home altitude:{*}
Return-to-Home Altitude:{*}
Strong signal interference{*}
Switched to S (Sport) mode
Taking Off
Taking off
Tap Fly Flight Ended. Landing Gear Lowered.
Tips__Landing
Tips__Taking Off
Weak GPS signal
Arm auth: {*}
Arm: {*}
Arming denied! {*}
Arming denied: {*}
AutoTune: {*}
Battery {n}: {*}
CRSF: {*}
CRSFv2: {*}
CRSFv3: {*}
Camera: {*}
DDS: {*}
Dijkstra: {*}
EKF2 IMU{n} {*}
EKF2 {*}
EKF3 IMU{n} {*}
EKF3 {*}
ELRS: {*}
Failsafe activated: switching to {*}
Failsafe warning: {*}
Failsafe: {*}
Fence: {*}
Frame: {*}
GCS Failsafe On: {*}
GPS {n}: {*}
Generator: {*}
Lua: {*}
Mission rejected: {*}
Mission: {*}
Motor Test: {*}
Mount: {*}
OpenDroneID: {*}
PreArm: AHRS: {*}
PreArm: AROT: {*}
PreArm: DroneCAN: {*}
PreArm: Generator: {*}
PreArm: Motors: {*}
PreArm: Mount: {*}
PreArm: OpenDroneID: {*}
PreArm: Scripting: {*}
PreArm: Torqeedo: {*}
PreArm: {*}
Preflight Fail: {*}
Preflight: {*}
RC Long Failsafe On: {*}
RC Protocol: {*}
RCInput: decoding {*}
Scripting: {*}
Siyi: {*}
SmartRTL deactivated: {*}
SystemID: {*}
Topotek: {*}
Torqeedo: {*}
Tuning: {*}
VTX: {*}
Viewpro: {*}
WindVane: {*}
Xacti: {*}
[commander] Failsafe activated: switching to {*}
[commander] {*}
[ekf2] {*}
[logger] {*}
[navigator] {*}
[sensors] {*}
u-blox {*} HW: {*} SW: {*}
`;
