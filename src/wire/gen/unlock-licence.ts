// Written by generate.ts from proto/unlock_licence.proto. Do not edit.
// @ts-nocheck: pbjs writes JavaScript.
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = {};

export const flightveil = $root.flightveil = (() => {

    const flightveil = {};

    flightveil.v1 = (function() {

        const v1 = {};

        v1.UnlockLicence = (function() {

            const UnlockLicence = function (properties) {
                this.areaCodes = [];
                this.polygon = [];
                this.countries = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            UnlockLicence.prototype.id = "";
            UnlockLicence.prototype.name = null;
            UnlockLicence.prototype.kind = 0;
            UnlockLicence.prototype.areaCodes = $util.emptyArray;
            UnlockLicence.prototype.circle = null;
            UnlockLicence.prototype.polygon = $util.emptyArray;
            UnlockLicence.prototype.countries = $util.emptyArray;
            UnlockLicence.prototype.heightM = null;
            UnlockLicence.prototype.fromS = null;
            UnlockLicence.prototype.untilS = null;
            UnlockLicence.prototype.isEnabled = false;
            UnlockLicence.prototype.isUserOnly = false;
            UnlockLicence.prototype.holder = null;
            UnlockLicence.prototype.deviceSerial = null;
            UnlockLicence.prototype.groupId = null;
            UnlockLicence.prototype.source = 0;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_name", {
                get: $util.oneOfGetter($oneOfFields = ["name"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_circle", {
                get: $util.oneOfGetter($oneOfFields = ["circle"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_heightM", {
                get: $util.oneOfGetter($oneOfFields = ["heightM"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_fromS", {
                get: $util.oneOfGetter($oneOfFields = ["fromS"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_untilS", {
                get: $util.oneOfGetter($oneOfFields = ["untilS"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_holder", {
                get: $util.oneOfGetter($oneOfFields = ["holder"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_deviceSerial", {
                get: $util.oneOfGetter($oneOfFields = ["deviceSerial"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(UnlockLicence.prototype, "_groupId", {
                get: $util.oneOfGetter($oneOfFields = ["groupId"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            UnlockLicence.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(10).string(message.id);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                    writer.uint32(18).string(message.name);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(24).int32(message.kind);
                if (message.areaCodes != null && message.areaCodes.length)
                    for (let i = 0; i < message.areaCodes.length; ++i)
                        writer.uint32(34).string(message.areaCodes[i]);
                if (message.circle != null && $Object.hasOwnProperty.call(message, "circle"))
                    $root.flightveil.v1.LicenceCircle.encode(message.circle, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.polygon != null && message.polygon.length)
                    for (let i = 0; i < message.polygon.length; ++i)
                        $root.flightveil.v1.LicencePoint.encode(message.polygon[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.countries != null && message.countries.length)
                    for (let i = 0; i < message.countries.length; ++i)
                        writer.uint32(58).string(message.countries[i]);
                if (message.heightM != null && $Object.hasOwnProperty.call(message, "heightM"))
                    writer.uint32(65).double(message.heightM);
                if (message.fromS != null && $Object.hasOwnProperty.call(message, "fromS"))
                    writer.uint32(72).int64(message.fromS);
                if (message.untilS != null && $Object.hasOwnProperty.call(message, "untilS"))
                    writer.uint32(80).int64(message.untilS);
                if (message.isEnabled != null && $Object.hasOwnProperty.call(message, "isEnabled") && message.isEnabled !== false)
                    writer.uint32(88).bool(message.isEnabled);
                if (message.isUserOnly != null && $Object.hasOwnProperty.call(message, "isUserOnly") && message.isUserOnly !== false)
                    writer.uint32(96).bool(message.isUserOnly);
                if (message.holder != null && $Object.hasOwnProperty.call(message, "holder"))
                    writer.uint32(106).string(message.holder);
                if (message.deviceSerial != null && $Object.hasOwnProperty.call(message, "deviceSerial"))
                    writer.uint32(114).string(message.deviceSerial);
                if (message.groupId != null && $Object.hasOwnProperty.call(message, "groupId"))
                    writer.uint32(122).string(message.groupId);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                    writer.uint32(128).int32(message.source);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            UnlockLicence.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flightveil.v1.UnlockLicence();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.name = reader.stringVerify();
                            message._name = "name";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.areaCodes && message.areaCodes.length))
                                message.areaCodes = [];
                            message.areaCodes.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.circle = $root.flightveil.v1.LicenceCircle.decode(reader, reader.size(), $undefined, _depth + 1, message.circle);
                            message._circle = "circle";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.polygon && message.polygon.length))
                                message.polygon = [];
                            message.polygon.push($root.flightveil.v1.LicencePoint.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.countries && message.countries.length))
                                message.countries = [];
                            message.countries.push(reader.stringVerify());
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            message.heightM = reader.double();
                            message._heightM = "heightM";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            message.fromS = reader.int64();
                            message._fromS = "fromS";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            message.untilS = reader.int64();
                            message._untilS = "untilS";
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isEnabled = value;
                            else
                                delete message.isEnabled;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isUserOnly = value;
                            else
                                delete message.isUserOnly;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.holder = reader.stringVerify();
                            message._holder = "holder";
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.deviceSerial = reader.stringVerify();
                            message._deviceSerial = "deviceSerial";
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.groupId = reader.stringVerify();
                            message._groupId = "groupId";
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return UnlockLicence;
        })();

        v1.LicenceCircle = (function() {

            const LicenceCircle = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LicenceCircle.prototype.latitudeDeg = 0;
            LicenceCircle.prototype.longitudeDeg = 0;
            LicenceCircle.prototype.radiusM = 0;

            LicenceCircle.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.latitudeDeg != null && $Object.hasOwnProperty.call(message, "latitudeDeg") && !$Object.is(message.latitudeDeg, 0))
                    writer.uint32(9).double(message.latitudeDeg);
                if (message.longitudeDeg != null && $Object.hasOwnProperty.call(message, "longitudeDeg") && !$Object.is(message.longitudeDeg, 0))
                    writer.uint32(17).double(message.longitudeDeg);
                if (message.radiusM != null && $Object.hasOwnProperty.call(message, "radiusM") && !$Object.is(message.radiusM, 0))
                    writer.uint32(25).double(message.radiusM);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LicenceCircle.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flightveil.v1.LicenceCircle();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.latitudeDeg = value;
                            else
                                delete message.latitudeDeg;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.longitudeDeg = value;
                            else
                                delete message.longitudeDeg;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.radiusM = value;
                            else
                                delete message.radiusM;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LicenceCircle;
        })();

        v1.LicencePoint = (function() {

            const LicencePoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LicencePoint.prototype.latitudeDeg = 0;
            LicencePoint.prototype.longitudeDeg = 0;

            LicencePoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.latitudeDeg != null && $Object.hasOwnProperty.call(message, "latitudeDeg") && !$Object.is(message.latitudeDeg, 0))
                    writer.uint32(9).double(message.latitudeDeg);
                if (message.longitudeDeg != null && $Object.hasOwnProperty.call(message, "longitudeDeg") && !$Object.is(message.longitudeDeg, 0))
                    writer.uint32(17).double(message.longitudeDeg);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LicencePoint.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.flightveil.v1.LicencePoint();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.latitudeDeg = value;
                            else
                                delete message.latitudeDeg;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.longitudeDeg = value;
                            else
                                delete message.longitudeDeg;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LicencePoint;
        })();

        v1.LicenceKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LICENCE_KIND_UNKNOWN"] = 0;
            values[valuesById[1] = "LICENCE_KIND_AREA"] = 1;
            values[valuesById[2] = "LICENCE_KIND_CIRCLE"] = 2;
            values[valuesById[3] = "LICENCE_KIND_COUNTRY"] = 3;
            values[valuesById[4] = "LICENCE_KIND_HEIGHT"] = 4;
            values[valuesById[5] = "LICENCE_KIND_POLYGON"] = 5;
            values[valuesById[6] = "LICENCE_KIND_POWER"] = 6;
            values[valuesById[7] = "LICENCE_KIND_RID"] = 7;
            return values;
        })();

        v1.LicenceSource = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LICENCE_SOURCE_FLIGHTVEIL"] = 0;
            values[valuesById[1] = "LICENCE_SOURCE_DJI_CLOUD"] = 1;
            return values;
        })();

        return v1;
    })();

    return flightveil;
})();
