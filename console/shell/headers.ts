/** What browsers are told of every page: our own style and script and nothing else, in no frame, kept by no one. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const SELF = ["'self'"];

/** No `unsafe-`, no other site, no inline style or script: what a page would smuggle in does nothing. */
export const safeHeaders: readonly RequestHandler[] = [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: SELF,
        styleSrc: SELF,
        imgSrc: SELF,
        connectSrc: SELF,
        // A file beside its check list: of ours, and sandboxed by its own headers (download.ts).
        frameSrc: SELF,
        formAction: SELF,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
  }),
  (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    response.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    next();
  },
];
