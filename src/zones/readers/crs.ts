import { isObject, isThere, type JsonObject } from '../json.ts';

/** Longitude and latitude of WGS 84, as GeoJSON of 2008 and its writers name them; none of them means that latitudes come first. */
const known =
  /^(?:urn:(?:x-)?ogc:def:crs:|https?:\/\/www\.opengis\.net\/(?:def\/crs\/|gml\/srs\/epsg\.xml#))?(?:(?:ogc[:/]?[\d.]*[:/])?crs84h?|(?:epsg[:/]?[\d.]*[:/])?4326)$/i;

/** Whether a GeoJSON document, one of its features or its geometry says that its positions are no degrees of WGS 84 (GeoJSON 2008, section 3). */
export function hasOtherCrs(document: JsonObject, features: readonly unknown[]): boolean {
  return isOther(document) || features.some((one) => isObject(one) && (isOther(one) || isOther(one.geometry)));
}

function isOther(value: unknown): boolean {
  if (!isObject(value) || !isThere(value.crs)) return false;
  const properties = isObject(value.crs) && isObject(value.crs.properties) ? value.crs.properties : {};
  const name = properties.name ?? properties.code;
  return !known.test(String(typeof name === 'string' || typeof name === 'number' ? name : '').trim());
}
