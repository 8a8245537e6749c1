import type { Response } from 'express';

/**
 * ポータルの保護方針: nothing from elsewhere, nothing inline, no markup made from text (Vue brings the one policy that
 * may), and none of the machine's sensors. Blobs are the pictures of files that a person has just chosen.
 */
const CONTENT = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue',
].join('; ');

const UNUSED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

const PROTECTION: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': UNUSED.map((name) => `${name}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Puts the protection on an answer of the portal, whatever it says. */
export function protect(response: Response): void {
  for (const [name, value] of Object.entries(PROTECTION)) response.setHeader(name, value);
}
