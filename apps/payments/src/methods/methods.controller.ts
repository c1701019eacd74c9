import { listPaymentMethods, type PaymentMethodList, PlayerRef } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { paymentMethods } from './methods.js';

@Controller()
export class MethodsController {
  @MessagePattern(listPaymentMethods.subject)
  list(@Payload() _player: PlayerRef): PaymentMethodList {
    return { data: [...paymentMethods] };
  }
}
