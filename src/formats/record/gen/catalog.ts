// Written by generate.ts from proto/record.proto. Do not edit.
export const catalogText = `FlightRecord
 time_us absoluteTime clock=unix unit=us unknown=0
 aircraft_serial deviceIdentity
 flight_id deviceIdentity
 position.latitude_deg_e7 aircraftPosition units=degE7 group=fix role=latitude step=10 unknown=INT32_MIN
 position.longitude_deg_e7 aircraftPosition units=degE7 group=fix role=longitude step=10 unknown=INT32_MIN
 position.altitude_amsl_mm altitude units=mm group=fix role=altitude datum=amsl unknown=INT32_MIN
 position.height_above_takeoff_mm altitude units=mm group=fix role=altitude datum=home unknown=INT32_MIN
 velocity.north_mm_s motion units=mm/s group=fix role=velocityNorth frame=NED step=100 unknown=INT32_MIN
 velocity.east_mm_s motion units=mm/s group=fix role=velocityEast frame=NED step=100 unknown=INT32_MIN
 velocity.down_mm_s motion units=mm/s group=fix role=velocityDown frame=NED unknown=INT32_MIN
 attitude.roll_rad attitude units=rad role=roll
 attitude.pitch_rad attitude units=rad role=pitch
 attitude.yaw_rad heading units=rad role=yaw step=0.0017453292519943296
 attitude.roll_rate_rad_s attitude units=rad/s
 attitude.pitch_rate_rad_s attitude units=rad/s
 attitude.yaw_rate_rad_s attitude units=rad/s role=yawRate
 batteries.remaining_percent power units=% role=batteryRemaining unknown=UINT8_MAX
 batteries.voltage_mv power units=mV unknown=INT32_MIN
 batteries.current_ma power units=mA unknown=INT32_MIN
 batteries.consumed_mah power units=mAh role=total unknown=INT32_MIN
 batteries.temperature_deg_c power units=degC
 batteries.cell_voltages_mv power units=mV unknown=INT32_MIN
 gnss.fix estimatorHealth unknown=UINT8_MAX
 gnss.satellites satellites unknown=UINT8_MAX
 gnss.hdop satellites
 gnss.horizontal_accuracy_mm satellites units=mm unknown=INT32_MIN
 link.is_connected linkHealth unknown=UINT8_MAX
 link.quality_percent linkHealth units=% unknown=UINT8_MAX
 link.signal_dbm linkHealth units=dBm unknown=INT8_MIN
 mode mode unknown=UINT8_MAX
 is_armed mode unknown=UINT8_MAX
 are_motors_on actuators unknown=UINT8_MAX
 motor_speeds_rpm actuators unknown=INT32_MIN
 remote_controller.latitude_deg_e7 operatorPosition units=degE7 group=remote_controller role=latitude unknown=INT32_MIN
 remote_controller.longitude_deg_e7 operatorPosition units=degE7 group=remote_controller role=longitude unknown=INT32_MIN
 remote_controller.altitude_amsl_mm operatorPosition units=mm group=remote_controller role=altitude datum=amsl unknown=INT32_MIN
 home.latitude_deg_e7 homePosition units=degE7 group=home role=latitude step=10 unknown=INT32_MIN
 home.longitude_deg_e7 homePosition units=degE7 group=home role=longitude step=10 unknown=INT32_MIN
 home.altitude_amsl_mm homePosition units=mm group=home role=altitude datum=amsl unknown=INT32_MIN
 gimbal.roll_rad payloadState units=rad
 gimbal.pitch_rad payloadState units=rad
 gimbal.yaw_rad heading units=rad role=yaw step=0.0017453292519943296
 gimbal.yaw_to_body_rad payloadState units=rad
 wind.north_mm_s motion units=mm/s group=wind role=windNorth frame=NED step=100 unknown=INT32_MIN
 wind.east_mm_s motion units=mm/s group=wind role=windEast frame=NED step=100 unknown=INT32_MIN
 mission_item.number mode unknown=UINT16_MAX
 mission_item.latitude_deg_e7 missionPosition units=degE7 group=mission_item role=latitude step=10 unknown=INT32_MIN
 mission_item.longitude_deg_e7 missionPosition units=degE7 group=mission_item role=longitude step=10 unknown=INT32_MIN
 mission_item.height_above_takeoff_mm altitude units=mm group=mission_item role=altitude datum=home unknown=INT32_MIN
 zone.state geofence unknown=UINT8_MAX
 zone.area_code geofence needs=event
 followed.latitude_deg_e7 thirdPartyPosition units=degE7 unknown=INT32_MIN
 followed.longitude_deg_e7 thirdPartyPosition units=degE7 unknown=INT32_MIN
DeviceInfo
 kind deviceIdentity role=deviceKind unknown=UINT8_MAX
 manufacturer deviceIdentity role=deviceModel
 model deviceIdentity role=deviceModel
 serial deviceIdentity role=deviceSerial
 hardware_version deviceIdentity role=deviceModel
 firmware_versions firmwareIdentity role=firmwareVersion
 activation_time_us absoluteTime clock=past unit=us unknown=0
 remote_id_serial deviceIdentity role=deviceSerial
OperatorInfo
 time_us absoluteTime clock=unix unit=us unknown=0
 operator_id personIdentity
 name personIdentity
 account personIdentity
 registration personIdentity
 phone.latitude_deg_e7 operatorPosition units=degE7 group=phone role=latitude unknown=INT32_MIN
 phone.longitude_deg_e7 operatorPosition units=degE7 group=phone role=longitude unknown=INT32_MIN
 phone.altitude_amsl_mm operatorPosition units=mm group=phone role=altitude datum=amsl unknown=INT32_MIN
 remote_controller.latitude_deg_e7 operatorPosition units=degE7 group=remote_controller role=latitude unknown=INT32_MIN
 remote_controller.longitude_deg_e7 operatorPosition units=degE7 group=remote_controller role=longitude unknown=INT32_MIN
 remote_controller.altitude_amsl_mm operatorPosition units=mm group=remote_controller role=altitude datum=amsl unknown=INT32_MIN
Warning
 time_us absoluteTime clock=unix unit=us unknown=0
 severity mode unknown=UINT8_MAX
 text freeText role=text
`;
