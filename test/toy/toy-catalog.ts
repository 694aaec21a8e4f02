/** What the fields of the toy format's messages reveal, found by the names that a log teaches; see parseCatalogTable for the notation. */
export const toyCatalogText = `
DEFINITION
  number  structural
  name    structural
  count   structural
  fields  structural  # names and types; those of withheld messages are withheld with them
FIX
  time    absoluteTime      clock=unix unit=us
  lat     aircraftPosition  group=fix role=latitude
  lon     aircraftPosition  group=fix role=longitude
  quality estimatorHealth
TRACK
  time    absoluteTime      clock=unix unit=us
  lat     aircraftPosition  group=fix role=latitude blank=0
  lon     aircraftPosition  group=fix role=longitude blank=0
  height  altitude          group=fix role=altitude blank=0
  seen    satellites        unknown=UINT8_MAX
  load    systemHealth
ATTITUDE
  time    absoluteTime  clock=unix unit=us
  roll    attitude      role=roll
  pitch   attitude      role=pitch
  yaw     heading       role=yaw
HOME
  time    absoluteTime  clock=unix unit=us
  lat     homePosition  role=latitude
  lon     homePosition  role=longitude
DEVICE
  time    absoluteTime      clock=unix unit=us
  serial  deviceIdentity
  build   firmwareIdentity  blank=0
  owner   personIdentity
  address network           blank=0
  sensors systemHealth
NOTE
  time    absoluteTime  clock=unix unit=us
  text    freeText      role=text
STEP
  time    absoluteTime  clock=unix unit=us
  kind    mode
  value   missionPosition  when=kind:1,2 role=latitude blank=0
  value   power            when=kind==3
  value   opaque           blank=0  # other steps are not known
SETTING
  name    parameter  role=parameterName
  value   parameter  role=parameterValue
BATTERY
  uptime  absoluteTime  clock=boot unit=ms
  volts   power
  amps    power
TUNNEL
  time    absoluteTime  clock=unix unit=us
  payload opaque        blank=0
  rate    linkHealth
TRAFFIC
  time    absoluteTime        clock=unix unit=us
  lat     thirdPartyPosition
  sign    thirdPartyIdentity
FIELD
  time    absoluteTime  clock=unix unit=us
  north   magnetic      role=magneticX blank=0
  air     pressure      blank=0
  ground  terrain       blank=0
  shake   vibration
ZONE
  time    absoluteTime  clock=unix unit=us
  event   geofence
  area    geofence      needs=exact blank=0
PASS
  key     credential
`;
