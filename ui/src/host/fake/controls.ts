/** Some of the controls that evidence can be asked for, for the fake: one that asks little, one that asks for everything. */
import type { EvidenceControl } from '../bindings';

export const CONTROLS: readonly EvidenceControl[] = [
  {
    framework: 'NIST SP 800-53 Rev. 5',
    id: 'AC-2',
    title: 'Account Management',
    question:
      'kind:person,Person,*user,*User,users,*group,*Group,groups,*role,*Role,roles,member,*account,*Account',
    shows: 'What was done to accounts, groups and roles: by whom, when, who agreed to it, and how it ended.',
    lacks:
      'Not that every account is needed or was reviewed in time, and not what happened where no log told of it.',
  },
  {
    framework: 'NIST SP 800-53 Rev. 5',
    id: 'AC-6(9)',
    title: 'Least Privilege | Log Use of Privileged Functions',
    question: 'consequence:override,policy,destructive',
    shows: 'That the use of powerful operations is logged, use by use.',
    lacks:
      'Not that a log which was read in tells of every use, nor which functions the organisation calls privileged.',
  },
  {
    framework: 'SOC 2 (Trust Services Criteria 2017)',
    id: 'CC6.1',
    title: 'Logical access is restricted',
    question: 'outcome:refused',
    shows: 'Attempts that were refused, and of Steward’s own entries the policies that refused them.',
    lacks: 'Not that the restrictions cover all that has to be protected.',
  },
  {
    framework: 'ISO/IEC 27001:2022',
    id: 'A.8.15',
    title: 'Logging',
    question: '',
    shows: 'Logs as they were kept: each record proved to be unchanged since it was signed or read in.',
    lacks: 'Not that everything which has to be logged is, nor that the logs are analysed.',
  },
];
