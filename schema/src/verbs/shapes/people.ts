import { z } from 'zod';
import { phoneNumberSchema } from '../../answer-shapes.ts';

/** A new password: long rather than complicated; the length limit keeps hashing cheap. */
export const newPasswordSchema = z
  .string()
  .min(12, { error: 'パスワードは12文字以上にしてください。' })
  .max(128);

/** A password as it was chosen long ago. */
export const passwordSchema = z.string().min(1, { error: 'パスワードを入力してください。' }).max(128);

/** 確認コード of an authenticator app. */
export const otpSchema = z
  .string()
  .trim()
  .regex(/^\d{6}$/u, { error: '確認コードは6桁の数字で入力してください。' });

const line = (label: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: `${label}を入力してください。` })
    .max(max, { error: `${label}は${String(max)}文字以内で入力してください。` });

/** 手続代行者: who acts, from which office, with which registration. */
export const agentProfileSchema = z.strictObject({
  name: line('氏名', 60),
  office: line('事務所の名称', 100),
  qualification: line('資格', 60),
  registrationNumber: line('登録番号', 40),
  phone: phoneNumberSchema,
});
