/** What the actions of Amazon SNS answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
CheckIfPhoneNumberIsOptedOut = CheckIfPhoneNumberIsOptedOutResponse
ConfirmSubscription = ConfirmSubscriptionResponse
CreatePlatformApplication = CreatePlatformApplicationResponse
CreatePlatformEndpoint = CreateEndpointResponse
CreateTopic = CreateTopicResponse
GetDataProtectionPolicy = GetDataProtectionPolicyResponse
GetEndpointAttributes = GetEndpointAttributesResponse
GetPlatformApplicationAttributes = GetPlatformApplicationAttributesResponse
GetSMSAttributes = GetSMSAttributesResponse
GetSMSSandboxAccountStatus = GetSMSSandboxAccountStatusResult
GetSubscriptionAttributes = GetSubscriptionAttributesResponse
GetTopicAttributes = GetTopicAttributesResponse
ListEndpointsByPlatformApplication = ListEndpointsByPlatformApplicationResponse
ListOriginationNumbers = ListOriginationNumbersResult
ListPhoneNumbersOptedOut = ListPhoneNumbersOptedOutResponse
ListPlatformApplications = ListPlatformApplicationsResponse
ListSMSSandboxPhoneNumbers = ListSMSSandboxPhoneNumbersResult
ListSubscriptions = ListSubscriptionsResponse
ListSubscriptionsByTopic = ListSubscriptionsByTopicResponse
ListTagsForResource = ListTagsForResourceResponse
ListTopics = ListTopicsResponse
Publish = PublishResponse
PublishBatch = PublishBatchResponse
Subscribe = SubscribeResponse
BatchResultErrorEntry : Id! Code! Message SenderFault!:boolean
CheckIfPhoneNumberIsOptedOutResponse : IsOptedOut:boolean
ConfirmSubscriptionResponse : SubscriptionArn
CreateEndpointResponse : EndpointArn
CreatePlatformApplicationResponse : PlatformApplicationArn
CreateTopicResponse : TopicArn
Endpoint : EndpointArn Attributes:{string}
GetDataProtectionPolicyResponse : DataProtectionPolicy
GetEndpointAttributesResponse : Attributes:{string}
GetPlatformApplicationAttributesResponse : Attributes:{string}
GetSMSAttributesResponse : Attributes:{string}
GetSMSSandboxAccountStatusResult : IsInSandbox!:boolean
GetSubscriptionAttributesResponse : Attributes:{string}
GetTopicAttributesResponse : Attributes:{string}
ListEndpointsByPlatformApplicationResponse : Endpoints:[Endpoint] NextToken
ListOriginationNumbersResult : NextToken PhoneNumbers:[PhoneNumberInformation]
ListPhoneNumbersOptedOutResponse : PhoneNumbers:[string] NextToken
ListPlatformApplicationsResponse : PlatformApplications:[PlatformApplication] NextToken
ListSMSSandboxPhoneNumbersResult : PhoneNumbers!:[SMSSandboxPhoneNumber] NextToken
ListSubscriptionsByTopicResponse : Subscriptions:[Subscription] NextToken
ListSubscriptionsResponse : Subscriptions:[Subscription] NextToken
ListTagsForResourceResponse : Tags:[Tag]
ListTopicsResponse : Topics:[Topic] NextToken
PhoneNumberInformation : CreatedAt:time PhoneNumber Status Iso2CountryCode:string(..2) RouteType:'Transactional|Promotional|Premium' NumberCapabilities:['SMS|MMS|VOICE']
PlatformApplication : PlatformApplicationArn Attributes:{string}
PublishBatchResponse : Successful:[PublishBatchResultEntry] Failed:[BatchResultErrorEntry]
PublishBatchResultEntry : Id MessageId SequenceNumber
PublishResponse : MessageId SequenceNumber
SMSSandboxPhoneNumber : PhoneNumber:string(..20) Status:'Pending|Verified'
SubscribeResponse : SubscriptionArn
Subscription : SubscriptionArn Owner Protocol Endpoint TopicArn
Tag : Key!:string(1..128) Value!:string(..256)
Topic : TopicArn
`;
