'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

/**
 * TypeScript sources import each other with `.js` specifiers. Only a relative import from our own sources is
 * tried as `.ts`: a plain moduleNameMapper would also rewrite imports inside installed packages.
 */
module.exports = (request, options) => {
  if (request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes('node_modules')) {
    const source = path.resolve(options.basedir, `${request.slice(0, -3)}.ts`);
    if (existsSync(source)) return source;
  }
  return options.defaultResolver(request, options);
};
