/** Options of `npm start`, by command line or environment. */
import path from 'node:path';
import { readCommandLine } from './command-line.ts';
import { type Ports, ROOT } from './environment.ts';
import { choosePorts, readPort } from './ports.ts';

export interface StartOptions {
  readonly ports: Ports;
  readonly dataFolder: string;
  readonly seed: boolean;
  /** Off: the portal and the admin parts stay as they were last built. */
  readonly build: boolean;
}

export function startHelp(): string {
  return `npm start -- [options]        練習用の事務局を起動します / starts the practice office

  --port <number>   Directus とポータルのポート（既定 8055）。ほかのポートも同じだけずれます。
                    Port of Directus and the portal; the other ports move by the same distance. [GRANT_PORT]
  --data <folder>   データの置き場所（既定 .data） / data folder [GRANT_DATA]
  --no-seed         練習データを作りません / no practice cases [GRANT_SEED=false]
  --no-build        構築済みの画面をそのまま使います / use the screens as last built [GRANT_BUILD=false]
  --help            この説明 / this text

  GRANT_MAIL_PORT (8056), GRANT_SMTP_PORT (8025), GRANT_DATABASE_PORT (54329): each port alone.
  Ctrl-C で停止します。データは残ります。 / Ctrl-C stops everything; the data is kept.
`;
}

/** @throws HouseFault when an option is unknown or malformed. */
export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions | 'help' {
  const { values } = readCommandLine('npm start', {
    args: [...args],
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      'no-seed': { type: 'boolean' },
      'no-build': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const folder = values.data ?? env['GRANT_DATA'] ?? '.data';
  return {
    ports: choosePorts(values.port === undefined ? undefined : readPort(values.port, '--port'), env),
    dataFolder: path.resolve(ROOT, folder),
    seed: values['no-seed'] !== true && env['GRANT_SEED'] !== 'false',
    build: values['no-build'] !== true && env['GRANT_BUILD'] !== 'false',
  };
}
