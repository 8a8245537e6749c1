import { z } from 'zod';

/** 郵送の手続代行者, as the papers name them. */
export const postalAgentSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, '手続代行者の氏名を入力してください。')
    .max(60, '氏名は60文字以内で入力してください。'),
  office: z.string().trim().max(100, '事務所の名称は100文字以内で入力してください。'),
  qualification: z.string().trim().max(60, '資格は60文字以内で入力してください。'),
  registrationNumber: z.string().trim().max(40, '登録番号は40文字以内で入力してください。'),
  /** 委任状が同封されている. */
  mandateEnclosed: z.boolean(),
});
