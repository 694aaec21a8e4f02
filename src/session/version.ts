/** Of this package: apps bundle the session where no package.json can be read. A test compares the two. */
export const VERSION = '0.1.0';
