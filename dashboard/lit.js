// The only library of the pages. The server takes it from its WebJar.
export { html, nothing, render, svg } from './lit-html/lit-html.js';
