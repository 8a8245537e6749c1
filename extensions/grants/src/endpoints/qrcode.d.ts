/** The one function of `qrcode` that is used here; the package brings no types. */
declare module 'qrcode' {
  const QRCode: {
    toString(
      text: string,
      options: { type: 'svg'; margin: number; errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
    ): Promise<string>;
  };
  export default QRCode;
}
