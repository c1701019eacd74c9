import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ContactQueries } from './contact/contact.queries.js';
import { MailTransport } from './mail/mail-transport.js';
import { MailboxTransport } from './mail/mailbox.client.js';
import { MailsProcess } from './mail/mails.process.js';
import { SmtpTransport } from './mail/smtp.client.js';
import { AccountConsumer } from './messages/account.consumer.js';
import { BonusConsumer } from './messages/bonus.consumer.js';
import { MarkMessageReadHandler } from './messages/mark-message-read.handler.js';
import { MessagesController } from './messages/messages.controller.js';
import { MessagesQueries } from './messages/messages.queries.js';
import { MessagesService } from './messages/messages.service.js';
import { ProtectionConsumer } from './messages/protection.consumer.js';
import { CampaignsController } from './campaigns/campaigns.controller.js';
import { CampaignsProcess } from './campaigns/campaigns.process.js';
import { CampaignsQueries } from './campaigns/campaigns.queries.js';
import { CreateCampaignHandler } from './campaigns/create-campaign.handler.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { UnsubscribeHandler } from './unsubscribe/unsubscribe.handler.js';
import { NotificationsConfig } from './notifications.config.js';

function transportOf({
  MAIL_FROM,
  SANDBOX,
  SMTP_URL,
  MAIL_URL,
  MAIL_API_KEY,
}: NotificationsConfig): MailTransport {
  return SMTP_URL === undefined
    ? new MailboxTransport({ MAIL_URL, MAIL_API_KEY })
    : new SmtpTransport({ MAIL_FROM, SANDBOX, SMTP_URL });
}

@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [
    MessagesController,
    AccountConsumer,
    ProtectionConsumer,
    BonusConsumer,
    CampaignsController,
    UnsubscribeController,
  ],
  providers: [
    MessagesService,
    MessagesQueries,
    MarkMessageReadHandler,
    ContactQueries,
    { provide: MailTransport, useFactory: transportOf, inject: [NotificationsConfig] },
    MailsProcess,
    CampaignsQueries,
    CampaignsProcess,
    CreateCampaignHandler,
    UnsubscribeHandler,
  ],
})
export class NotificationsModule {}
